package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    /** A record with a text. */
    record Word(String word) {}

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 0x0d, 0x1b, 0x7f, 0x85, 0x9b, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202e, 0x2066, 0x2069,
                0xe0041
            })
    void whatATerminalObeysOrNobodySeesIsReplaced(int harmful) {
        String text = "a" + Character.toString(harmful) + "b";
        assertThat(Shown.oneLine(text)).isEqualTo("a\uFFFDb");
        assertThat(Shown.lines(text)).isEqualTo("a\uFFFDb");
        assertThat(Problem.of("c", text, text).render()).isEqualTo("a\uFFFDb\n  hint: a\uFFFDb");
    }

    @Test
    void whatPeopleWriteIsKept() {
        String text = "naïve שלום 名前 🐟 e\u0301";
        assertThat(Shown.oneLine(text)).isEqualTo(text);
        assertThat(Shown.lines(text + "\n\t")).isEqualTo(text + "\n\t");
        assertThat(Shown.oneLine("a\n  hint: b\tc")).isEqualTo("a\\n  hint: b\\tc");
        assertThat(Shown.oneLine("\ud83d")).isEqualTo("\uFFFD");
    }

    @Test
    void jsonMeansTheSameAndShowsNothingHarmful() {
        String harmful = "\u001b[2J\u009b\u202e\u2028" + Character.toString(0xe0041) + "🐟\n";
        String json = Documents.writeJson(new Word(harmful));
        assertThat(json.codePoints()).allMatch(c -> c == '\n' || !Shown.isHarmful(c));
        assertThat(json).contains("\\u009b", "\\u202e", "🐟");
        assertThat(Documents.read("word.json", json.getBytes(StandardCharsets.UTF_8), Word.class))
                .isEqualTo(new Word(harmful));
    }
}
