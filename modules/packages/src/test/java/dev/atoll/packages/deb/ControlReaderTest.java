package dev.atoll.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlReaderTest {

    private static List<Map<String, String>> read(String text, String... wanted) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), wanted);
    }

    private static List<Map<String, String>> read(InputStream in, String... wanted) throws IOException {
        ControlReader reader =
                wanted.length == 0 ? ControlReader.of(in, "text") : ControlReader.of(in, "text", List.of(wanted));
        List<Map<String, String>> paragraphs = new ArrayList<>();
        Optional<ControlFields> fields = reader.next();
        while (fields.isPresent()) {
            paragraphs.add(fields.get().asMap());
            fields = reader.next();
        }
        return paragraphs;
    }

    @Test
    void paragraphsAreSeparatedByBlankLines() throws IOException {
        assertThat(read("\n\nA: 1\nB:2 \n\n \t\n\nA: 3\r\n\r\n\n"))
                .containsExactly(Map.of("A", "1", "B", "2"), Map.of("A", "3"));
        assertThat(read("A: no newline at the end")).containsExactly(Map.of("A", "no newline at the end"));
        assertThat(read("")).isEmpty();
    }

    @Test
    void continuationLinesAreJoinedByNewlines() throws IOException {
        assertThat(read("A:\n 1\n\t2\nB: x\n  y\n")).containsExactly(Map.of("A", "1\n2", "B", "x\ny"));
    }

    @Test
    void onlyWantedFieldsAreKeptWhateverTheirCase() throws IOException {
        assertThat(read("aB: 1\nC: 2\n 3\nD: 4\n\nC: 5\n\nAb:\n", "AB", "D"))
                .containsExactly(Map.of("AB", "1", "D", "4"), Map.of(), Map.of("AB", ""));
    }

    @Test
    void commentsAreSkipped() throws IOException {
        assertThat(read("# hello\nA: 1\n# there\n 2\n")).containsExactly(Map.of("A", "1\n2"));
    }

    @Test
    void linesMayCrossTheBufferAnywhere() throws IOException {
        String value = "x".repeat(200_000);
        InputStream drops = new InputStream() {
            private final InputStream in =
                    new ByteArrayInputStream(("A: " + value + "\nB: 2\n\nC: 3\n").getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, Math.min(length, 7));
            }
        };
        assertThat(read(drops)).containsExactly(Map.of("A", value, "B", "2"), Map.of("C", "3"));
    }

    @Test
    void whatIsNoControlTextIsRefusedWithItsLine() {
        for (String bad :
                List.of(" x\n", "A\n", ": x\n", "A: 1\nnonsense\n", "A B: 1\n", "A: 1\nA: 2\n", "A: 1\na: 2\n")) {
            assertThatThrownBy(() -> read(bad))
                    .isInstanceOf(MalformedPackageException.class)
                    .hasMessageContaining("text, line ");
        }
    }

    @Test
    void linesValuesAndParagraphsAreBounded() {
        assertThatThrownBy(() -> read("A: " + "x".repeat(3 << 20))).hasMessageContaining("a line of more than");
        assertThatThrownBy(() -> read("A: 1\n" + (" " + "x".repeat(1 << 19) + "\n").repeat(40)))
                .hasMessageContaining("a value of more than");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append('F').append(i).append(": 1\n");
        }
        assertThatThrownBy(() -> read(many.toString())).hasMessageContaining("more than 500 fields");
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() throws IOException {
        Random random = new Random(11);
        String letters = "AB: \n\t#\r\0é";
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                read(text.toString(), "A", "BA");
            } catch (MalformedPackageException e) {
                assertThat(e.subject()).isEqualTo("text");
            }
        }
    }
}
