package dev.atoll.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardedWriterTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter guarded = GuardedWriter.of(new PrintWriter(text));

    @Test
    void foreignTextCannotCommandATerminalWhateverTheWayItIsPrinted() {
        String foreign = "a\u001b]0;title\u0007\u009b31m\u202e\rb";
        guarded.print(foreign);
        guarded.print(foreign.toCharArray());
        guarded.printf("%s", foreign);
        guarded.append(foreign).append('\u001b');
        guarded.write(0x1b);
        assertThat(text.toString()).matches("[ab\\[\\];:0-9a-z\uFFFD]+").startsWith("a\uFFFD]0;title\uFFFD\uFFFD31m");
    }

    @Test
    void linesTabsAndAllScriptsPass() {
        guarded.print("one\ttwo\nthree\r\nnaïve 名 🐟\n");
        guarded.println("end");
        assertThat(text.toString()).isEqualTo("one\ttwo\nthree\r\nnaïve 名 🐟\nend" + System.lineSeparator());
    }

    @Test
    void oursGoesAroundItInOrder() {
        Session session = new Session(new PrintWriter(new StringWriter()), new PrintWriter(text), Map.of(), true);
        session.rawErr().print("\u001b[1m");
        session.err().print("\u001b[2J");
        session.rawErr().print("\u001b[0m");
        session.err().flush();
        assertThat(text.toString()).isEqualTo("\u001b[1m\uFFFD[2J\u001b[0m");
    }
}
