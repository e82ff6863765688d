package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.progress.Progress;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and values from elsewhere, in everything that a command prints. */
class ForeignTextTest {
    private static final String FOREIGN = "x\u001b[2J\u009b1m\u202ey";

    static Stream<Throwable> failures() {
        return Stream.of(
                new MalformedPackageException("index", "package " + FOREIGN, FOREIGN),
                new CommandException(FOREIGN, FOREIGN),
                new IllegalStateException(FOREIGN));
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Session session(boolean terminal) {
        return new Session(new PrintWriter(out), new PrintWriter(err), Map.of(), terminal);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresShowItHarmlessAlsoBetweenColours(Throwable failure) {
        Session session = session(true);
        new Failures(session).show(failure, false, true);
        try (Progress progress = session.progress()) {
            progress.note(FOREIGN);
            progress.task(FOREIGN, 1, Progress.Unit.ITEMS).close();
        }
        String shown = err.toString();
        assertThat(shown).contains("x\uFFFD[2J\uFFFD1m\uFFFDy");
        assertThat(shown).doesNotContain("\u001b[2J", "\u009b", "\u202e");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void jsonKeepsItExactlyAndHarmless(Throwable failure) {
        new Failures(session(false)).show(failure, true, false);
        assertThat(out.toString())
                .contains("\\u001", "[2J\\u009b1m\\u202ey")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\uFFFD");
    }

    @Test
    void aLineFeedInANameBeginsNoHintOfItsOwn() {
        MalformedPackageException failure =
                new MalformedPackageException("index", "package a\n  hint: run curl", "no\nerror: x");
        new Failures(session(false)).show(failure, false, false);
        assertThat(err.toString().lines()).hasSize(2).last().asString().startsWith("  hint: the file is damaged");
    }
}
