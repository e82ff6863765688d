package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLinesTest {
    private final List<String> lines = new ArrayList<>();
    private int tooLong;

    private void read(int longest, String text, int chunk) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public int read(byte[] buffer) {
                return super.read(buffer, 0, Math.min(buffer.length, chunk));
            }
        };
        new JournalLines(longest)
                .read(
                        in,
                        (line, length) -> lines.add(new String(line, 0, length, StandardCharsets.US_ASCII)),
                        () -> tooLong++);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 100_000})
    void splitsWhereverTheStreamBreaks(int chunk) throws IOException {
        read(1000, "one\ntwo\n\nthree\nrest without an end", chunk);
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void skipsLinesThatAreTooLongAndGoesOn(int chunk) throws IOException {
        read(5, "12345\n123456\n1234567890123456\nend\n", chunk);
        assertThat(lines).containsExactly("12345", "end");
        assertThat(tooLong).isEqualTo(2);
    }

    @Test
    void readsLongLinesOverManyBuffers() throws IOException {
        String text = "x".repeat(300_000);
        read(JournalEntryReader.LONGEST, text + "\n" + "y\n" + "z".repeat(600_000) + "\nend\n", 1 << 20);
        assertThat(lines).containsExactly(text, "y", "end");
        assertThat(tooLong).isOne();
    }
}
