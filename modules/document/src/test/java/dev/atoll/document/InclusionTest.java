package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InclusionTest {
    record Item(String name, @Default("0") int size) {}

    record Part(@Default("none") String word, @Default("{}") Map<String, String> words) {}

    record Whole(
            @Default("[]") List<String> include,
            Optional<String> title,
            @Default("[]") @Keyed("name") List<Item> items,
            @Default("[]") @Unique List<String> set,
            @Default("[]") List<Item> list,
            @Default("{}") Part part) {}

    private static Bound<Whole> document(String name, String yaml) {
        return Documents.bind(name, yaml.getBytes(StandardCharsets.UTF_8), Whole.class);
    }

    private static Bound<Whole> join(Bound<Whole> above, List<Bound<Whole>> included) {
        return Inclusion.join(Whole.class, "include", above, included, (path, value, places, report) -> {});
    }

    private static Whole join(String above, String... included) {
        return joined(above, included).value();
    }

    private static Bound<Whole> joined(String above, String... included) {
        List<Bound<Whole>> documents = new ArrayList<>();
        for (int i = 0; i < included.length; i++) {
            documents.add(document("part" + (i + 1), included[i]));
        }
        return join(document("top", above), documents);
    }

    private static List<Problem> problems(String above, String... included) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> joined(above, included))
                .problems();
    }

    @Test
    void theIncludingDocumentWins() {
        Whole whole = join(
                "include: [a]\ntitle: top\nitems: [{name: x, size: 1}]\npart: {words: {a: top}}",
                "title: below\nitems: [{name: x, size: 9}, {name: y}]\npart: {word: w, words: {a: below, b: below}}");
        assertThat(whole.include()).isEmpty();
        assertThat(whole.title()).contains("top");
        assertThat(whole.items()).containsExactly(new Item("x", 1), new Item("y", 0));
        assertThat(whole.part()).isEqualTo(new Part("w", Map.of("a", "top", "b", "below")));
    }

    @Test
    void includedDocumentsAddToEachOther() {
        Whole whole = join(
                "{set: [c, d]}",
                "{title: same, set: [a, b], items: [{name: x}], list: [{name: l}]}",
                "{title: same, set: [b, c], items: [{size: 0, name: y}, {name: x}], list: [{name: l}]}");
        assertThat(whole.title()).contains("same");
        assertThat(whole.set()).containsExactly("a", "b", "c", "d");
        assertThat(whole.items()).containsExactly(new Item("x", 0), new Item("y", 0));
        assertThat(whole.list()).hasSize(2);
    }

    @Test
    void aDocumentThatTwoIncludeCountsOnce() {
        Bound<Whole> base = document("base", "{list: [{name: l}], items: [{name: x}], set: [a]}");
        Bound<Whole> one = join(document("one", "{title: t}"), List.of(base));
        Bound<Whole> two = join(document("two", "{set: [b]}"), List.of(base));
        Whole whole = join(document("top", "{}"), List.of(one, two)).value();
        assertThat(whole.list()).containsExactly(new Item("l", 0));
        assertThat(whole.set()).containsExactly("a", "b");
        assertThat(whole.items()).hasSize(1);
    }

    @Test
    void contradictionsNameBothPlaces() {
        List<Problem> problems = problems(
                "{}",
                "title: one\nitems: [{name: x, size: 1}]\npart: {words: {a: '1'}}",
                "title: two\nitems: [{name: x, size: 2}]\npart: {words: {a: '2'}}");
        assertThat(problems).extracting(Problem::code).containsOnly("include-contradiction");
        assertThat(problems)
                .extracting(Problem::render)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("part2:1:8: title: part1:1:8 says it otherwise"),
                        it -> assertThat(it).startsWith("part2:2:9: items x: part1:2:9 says it otherwise"),
                        it -> assertThat(it)
                                .startsWith("part2:3:19: part.words.a: part1:3:19 says it otherwise")
                                .contains("say it in top, which wins"));
    }

    @Test
    void theIncludingDocumentSettlesContradictions() {
        Whole whole = join(
                "title: top\nitems: [{name: x, size: 3}]\npart: {words: {a: '3'}}",
                "title: one\nitems: [{name: x, size: 1}]\npart: {words: {a: '1'}}",
                "title: two\nitems: [{name: x, size: 2}]\npart: {words: {a: '2'}}");
        assertThat(whole.title()).contains("top");
        assertThat(whole.items()).containsExactly(new Item("x", 3));
        assertThat(whole.part().words()).isEqualTo(Map.of("a", "3"));
    }

    @Test
    void valuesKeepTheirPlaces() {
        Bound<Whole> whole = joined("{title: top}", "{}\n", "\nitems:\n  - name: x\n    size: 4");
        assertThat(whole.places().of("items[0].size")).hasToString("part2:4:11");
        assertThat(whole.places().of("title")).hasToString("top:1:9");
    }
}
