package dev.atoll.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.Relation;
import dev.atoll.packages.Relation.Operator;
import dev.atoll.packages.Requirement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelationParserTest {
    private final RelationParser parser = new RelationParser("amd64");

    @Test
    void alternativesVersionsAndQualifiersAreKept() {
        assertThat(parser.requirements("libc6 (>= 2.38), a:any | b (<<1:2~rc1-3+b1) |c:i386(= 1)"))
                .containsExactly(
                        new Requirement(List.of(new Relation("libc6", "", Operator.LATER_OR_EQUAL, "2.38"))),
                        new Requirement(List.of(
                                new Relation("a", "any", Operator.ANY, ""),
                                new Relation("b", "", Operator.EARLIER, "1:2~rc1-3+b1"),
                                new Relation("c", "i386", Operator.EQUAL, "1"))));
    }

    @Test
    void everyOperatorIsUnderstoodTheOldOnesToo() {
        assertThat(parser.relations("a (<< 1), a (<= 1), a (= 1), a (>= 1), a (>> 1), a (< 1), a (> 1)"))
                .extracting(Relation::operator)
                .containsExactly(
                        Operator.EARLIER,
                        Operator.EARLIER_OR_EQUAL,
                        Operator.EQUAL,
                        Operator.LATER_OR_EQUAL,
                        Operator.LATER,
                        Operator.EARLIER_OR_EQUAL,
                        Operator.LATER_OR_EQUAL);
    }

    @Test
    void relationsForOtherArchitecturesAreLeftOut() {
        assertThat(parser.requirements(
                        "a [amd64 i386] | b [i386], c [!amd64], d [!i386 !arm64] , e [linux-any], f [any]"))
                .extracting(Requirement::toString)
                .containsExactly("a", "d", "e", "f");
        assertThat(parser.requirements("a (>= 1) | b:any [amd64]"))
                .extracting(Requirement::toString)
                .containsExactly("a (>= 1) | b:any");
    }

    @Test
    void emptyFieldsAndTrailingCommasAreHarmless() {
        assertThat(parser.requirements("")).isEmpty();
        assertThat(parser.relations("a, , b,\n c,")).extracting(Relation::name).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsNoRelationIsRefusedByName() {
        for (String bad :
                List.of("a (", "a (>= )", "a (~ 1)", "(>= 1)", "a b", "a [amd64 !i386]", "a []", "a <!x>", "ä")) {
            assertThatThrownBy(() -> parser.requirements(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(bad);
        }
        assertThatThrownBy(() -> parser.relations("a | b")).hasMessageContaining("a | b");
    }

    @Test
    void randomTextIsParsedOrRefusedQuickly() {
        Random random = new Random(5);
        String letters = "ab1:.-~ ()[]|,<>=!\n";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                parser.requirements(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThatThrownBy(() -> parser.requirements("a (" + " ".repeat(100_000) + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
