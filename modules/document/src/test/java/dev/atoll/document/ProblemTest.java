package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    private static String render(String line, int column) {
        return Problem.at(new Place("f", 1, column, line), "c", "m", "").render();
    }

    @Test
    void theCaretStandsBelowTheCharacterBehindTabs() {
        assertThat(render("\ta:\tb", 5)).isEqualTo("f:1:5: m\n  \ta:\tb\n  \t  \t^");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndCombiningOnesNone() {
        assertThat(render("名: e\u0301x", 6)).isEqualTo("f:1:6: m\n  名: e\u0301x\n       ^");
        assertThat(render("🐟: x", 4)).isEqualTo("f:1:4: m\n  🐟: x\n      ^");
    }

    @Test
    void longLinesAreCutToAWindowAroundTheCaret() {
        String[] lines = render("a".repeat(5000) + "X" + "b".repeat(5000), 5001).split("\n", -1);
        assertThat(lines[1]).hasSize(2 + 1 + 100 + 1).startsWith("  …aaa").endsWith("bbb…");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('X');
        assertThat(render("abc", 400)).endsWith("\n  abc\n     ^");
    }

    @Test
    void controlCharactersNeverReachTheTerminal() {
        assertThat(Problem.of("c", "red \u001b[31m", "\u0007").render()).isEqualTo("red \uFFFD[31m\n  hint: \uFFFD");
        assertThat(render("x\u001b[31m", 1)).contains("x\uFFFD[31m");
    }
}
