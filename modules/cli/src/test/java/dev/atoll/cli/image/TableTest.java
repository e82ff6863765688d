package dev.atoll.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void aNameFromAnImageFillsOneCell() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Table("path", "size").row("a\n  b\u001b[2J\u202e", 7).row("c", 12).print(out);
        out.flush();
        assertThat(text.toString().lines())
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("  a\\n  b\uFFFD[2J\uFFFD  ")
                .endsWith(" 7");
    }
}
