package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    private static Reef read(String text) {
        return Documents.read("reef.yaml", text.getBytes(StandardCharsets.UTF_8), Reef.class);
    }

    private static String problems(String text) {
        InvalidDocumentException e = catchThrowableOfType(InvalidDocumentException.class, () -> read(text));
        assertThat(e).as("refused").isNotNull();
        return e.getMessage();
    }

    @Test
    void bindsEveryKindOfComponent() {
        Reef reef = read("""
                name: atoll
                depth: 0x10
                area: 9000000000
                charted: true
                kind: hard-coral
                note: "0644"
                fish: [ray, eel]
                counts: {b: 2, a: 1}
                buoys:
                - {id: b1, class: 3}
                - id: b2
                light: {colour: green}
                names: [x]
                seal: ab
                """);
        assertThat(reef)
                .isEqualTo(new Reef(
                        "atoll",
                        16,
                        9_000_000_000L,
                        true,
                        Reef.Kind.HARD_CORAL,
                        Optional.of("0644"),
                        List.of("ray", "eel"),
                        Map.of("a", 1, "b", 2),
                        List.of(new Reef.Buoy("b1", 3), new Reef.Buoy("b2", 1)),
                        new Reef.Light("green"),
                        List.of("x"),
                        Optional.of(new Reef.Mark("ab"))));
        assertThat(reef.counts().keySet()).containsExactly("b", "a");
    }

    @Test
    void briefJsonHasNoKeyThatHasItsDefault() {
        Reef reef = read("name: a\ndepth: 3\nbuoys: [{id: x}, {id: y, class: 2}]\nnames: [b]\n");
        assertThat(Documents.writeBriefJson(reef)).isEqualToIgnoringWhitespace("""
                {"name": "a", "depth": 3, "buoys": [{"id": "x"}, {"id": "y", "class": 2}], "names": ["b"]}
                """);
        assertThat(read(Documents.writeBriefJson(reef))).isEqualTo(reef);
    }

    @Test
    void defaultsStandForKeysLeftOut() {
        Reef reef = read("{name: a, depth: 1}");
        assertThat(reef.light()).isEqualTo(new Reef.Light("red"));
        assertThat(reef.kind()).isEqualTo(Reef.Kind.SOFT);
        assertThat(reef.fish()).isEmpty();
        assertThat(reef.note()).isEmpty();
    }

    @Test
    void readsJsonAndAByteOrderMark() {
        assertThat(read("\uFEFF{\"name\": \"a\",\r\n\t\"depth\": 1, \"note\": \"\\u00e9\\/\"}")
                        .note())
                .contains("é/");
    }

    @Test
    void writesTheSameJsonForEqualRecordsAndReadsItBack() {
        Reef reef = read("{name: a, depth: 1, counts: {z: 1, y: 2}, seal: ab, kind: x86_64, buoys: [{id: \"é\\n\"}]}");
        String json = Documents.writeJson(reef);
        assertThat(json).isEqualTo("""
                {
                  "name" : "a",
                  "depth" : 1,
                  "area" : 0,
                  "charted" : false,
                  "kind" : "x86_64",
                  "fish" : [ ],
                  "counts" : {
                    "y" : 2,
                    "z" : 1
                  },
                  "buoys" : [
                    {
                      "id" : "é\\n",
                      "class" : 1
                    }
                  ],
                  "light" : {
                    "colour" : "red"
                  },
                  "names" : [
                    "a"
                  ],
                  "seal" : "ab"
                }
                """);
        assertThat(read(json)).isEqualTo(reef);
    }

    @Test
    void writesFilesAtomicallyAndLeavesNothingBehind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("light.json");
        Documents.writeJson(file, new Reef.Light("red"));
        Documents.writeJson(file, new Reef.Light("green"));
        assertThat(Documents.read(file, Reef.Light.class)).isEqualTo(new Reef.Light("green"));
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void refusesUnknownKeysWithTheNearestKnownOne() {
        assertThat(problems("name: a\ndepth: 1\nchartd: true\n")).isEqualTo("""
                reef.yaml:3:1: unknown key "chartd"
                  chartd: true
                  ^
                  hint: did you mean "charted"?""");
        assertThat(problems("name: a\ndepth: 1\nlight: {zzzzzz: 1}\n")).isEqualTo("""
                reef.yaml:3:9: light: unknown key "zzzzzz"
                  light: {zzzzzz: 1}
                          ^
                  hint: allowed: colour""");
    }

    @Test
    void refusesMissingKeysAndSaysWhatTheyMean() {
        assertThat(problems("depth: 1\n")).isEqualTo("""
                reef.yaml:1:1: missing key "name"
                  depth: 1
                  ^
                  hint: name: what charts call it""");
    }

    @Test
    void refusesWrongTypes() {
        assertThat(problems("name: a\ndepth: deep\n")).isEqualTo("""
                reef.yaml:2:8: depth: expected a whole number, found text "deep"
                  depth: deep
                         ^""");
        assertThat(problems("name: a\ndepth: 1\nnote: 0644\n")).isEqualTo("""
                reef.yaml:3:7: note: expected text, found the number 0644
                  note: 0644
                        ^
                  hint: write it in quotes: "0644\"""");
        assertThat(problems("name: a\ndepth: 1\nnote:\n")).isEqualTo("""
                reef.yaml:3:6: note: expected text, found nothing
                  note:
                       ^
                  hint: give it a value or remove the key""");
        assertThat(problems("name: a\ndepth: 1.0\n")).contains("expected a whole number, found the decimal number 1.0");
        assertThat(problems("name: a\ndepth: 1\ncharted: yes\n"))
                .contains("charted: expected true or false, found text \"yes\"");
        assertThat(problems("name: a\ndepth: 1\nfish: {}\n")).contains("fish: expected a list, found a mapping");
        assertThat(problems("name: a\ndepth: 1\ncounts: []\n")).contains("counts: expected a mapping, found a list");
        assertThat(problems("- a\n")).contains("reef.yaml:1:1: expected a mapping with the keys name, depth, area");
        assertThat(problems("name: a\ndepth: 1\ncounts: {a: b}\n")).contains("counts.a: expected a whole number");
    }

    @Test
    void refusesDuplicateKeysAndItems() {
        assertThat(problems("name: a\ndepth: 1\nname: b\n")).isEqualTo("""
                reef.yaml:3:1: duplicate key "name", first in line 1
                  name: b
                  ^
                  hint: keep one of them""");
        assertThat(problems("name: a\ndepth: 1\nfish: [ray, ray]\n")).isEqualTo("""
                reef.yaml:3:13: fish: holds "ray" twice
                  fish: [ray, ray]
                              ^
                  hint: remove one of them""");
        assertThat(problems("name: a\ndepth: 1\nnames: []\n")).contains("3:8: names: must not be empty");
    }

    @Test
    void refusesUnknownEnumValuesListingTheAllowedOnes() {
        assertThat(problems("name: a\ndepth: 1\nkind: softt\n")).isEqualTo("""
                reef.yaml:3:7: kind: unknown value "softt", allowed: soft, hard-coral, x86_64
                  kind: softt
                        ^
                  hint: did you mean "soft"?""");
    }

    @Test
    void refusesWhatARecordsConstructorRefuses() {
        assertThat(problems("name: a\ndepth: 1\nbuoys:\n  - {id: none}\n")).isEqualTo("""
                reef.yaml:4:5: buoys[0]: a buoy needs an id of its own
                    - {id: none}
                      ^""");
        assertThat(problems("name: a\ndepth: 1\nseal: abc\n")).contains("3:7: seal: a mark has two letters: abc");
    }

    @Test
    void refusesTextAndNumbersOutsideTheRules() {
        assertThat(problems("name: Ab\ndepth: 1\n")).isEqualTo("""
                reef.yaml:1:7: name: must be lower-case letters, found "Ab"
                  name: Ab
                        ^""");
        assertThat(problems("name: a\ndepth: 101\n")).isEqualTo("""
                reef.yaml:2:8: depth: must be from 1 to 100, found 101
                  depth: 101
                         ^""");
        assertThat(problems("name: a\ndepth: 1\narea: 99999999999999999999999999\n"))
                .contains("area: must be from -9223");
        assertThat(problems("name: a\ndepth: 99999999999\n")).contains("from 1 to 100");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(problems("name: a\ndepth: 1\n---\nname: b\n")).isEqualTo("""
                reef.yaml:3:1: a second document starts here; a file holds one
                  ---
                  ^
                  hint: put it into a file of its own""");
    }

    @Test
    void refusesTagsAndKeysThatAreNotText() {
        assertThat(problems("name: !!str a\ndepth: 1\n")).contains("1:7: the tag tag:yaml.org,2002:str has no meaning");
        assertThat(problems("name: a\ndepth: 1\n? [x]\n: 1\n")).contains("3:3: a key must be text, found a list");
    }

    @Test
    void followsAliasesButNoBombs() {
        assertThat(read("name: &n a\ndepth: 1\nnote: *n\n").note()).contains("a");
        assertThat(problems("name: *n\n")).contains("1:7: no anchor &n before this alias");
        assertThat(problems("fish: &f [a, *f]\n")).contains("1:14: this alias stands inside the value it means");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(i, i, String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
        }
        assertThat(problems(bomb.toString())).contains("more than 200000 values, aliases followed");
    }

    @Test
    void refusesWhatIsTooDeepOrTooLarge(@TempDir Path folder) throws IOException {
        assertThat(problems("[".repeat(100_000))).contains("1:66: nested deeper than 64 levels");
        assertThat(problems("- ".repeat(100_000))).contains("nested deeper than 64 levels");
        assertThat(problems("#".repeat(Documents.LARGEST + 1))).isEqualTo("reef.yaml is larger than 1048576 bytes");
        Path file = Files.writeString(folder.resolve("big"), "#".repeat(Documents.LARGEST + 1));
        assertThatThrownBy(() -> Documents.read(file, Reef.class)).hasMessage(file + " is larger than 1048576 bytes");
    }

    @Test
    void whatIsRefusedTakesLittleMemory(@TempDir Path folder) throws IOException {
        Path huge = folder.resolve("huge");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(8L << 30);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> Documents.read(huge, Reef.class)).hasMessage(huge + " is larger than 1048576 bytes");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
        String[] bombs = {
            "{\"a\":".repeat(10_000),
            "? ".repeat(10_000),
            "[".repeat(1_000_000),
            "a: &a [*a, *a]\n",
            "- &x [" + "*x,".repeat(100_000)
        };
        for (String bomb : bombs) {
            long start = threads.getCurrentThreadAllocatedBytes();
            assertThat(problems(bomb)).isNotEmpty().hasSizeLessThan(100_000);
            assertThat(threads.getCurrentThreadAllocatedBytes() - start).isLessThan(256L << 20);
        }
    }

    @Test
    void refusesFilesThatCannotBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> Documents.read(folder.resolve("none"), Reef.class))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("cannot read " + folder.resolve("none") + ": no such file\n  hint: check the path");
        assertThatThrownBy(() -> Documents.read(folder, Reef.class))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("cannot read " + folder + ": it is a directory");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] bytes = "name: a\nnote: x?\n".getBytes(StandardCharsets.UTF_8);
        bytes[15] = (byte) 0xff;
        assertThatThrownBy(() -> Documents.read("reef.yaml", bytes, Reef.class)).hasMessage("""
                reef.yaml:2:8: not UTF-8: byte 0xff at offset 15
                  note: x
                         ^
                  hint: save the file in the encoding UTF-8""");
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThat(problems("name: a\n  depth: 1\n")).isEqualTo("""
                reef.yaml:2:8: not YAML: mapping values are not allowed here
                    depth: 1
                         ^""");
        assertThat(problems("name: \u0007\n")).contains("1:7: not YAML: the character U+0007 is not allowed");
        assertThat(problems("")).contains("the document is empty");
        assertThat(problems("---\n# nothing\n")).contains("the document is empty");
        assertThat(problems("%YAML 99999999999.1\n---\na: 1\n")).contains("not YAML");
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheDocument() {
        InvalidDocumentException e = catchThrowableOfType(
                InvalidDocumentException.class,
                () -> read("buoys: [{id: none}, {}]\nkind: x\nkind: y\ndepth: 0\nfoo: 1\nfish: [1, b, b]\n"));
        assertThat(e.problems())
                .extracting(Problem::code)
                .containsExactly(
                        "missing-key",
                        "invalid-value",
                        "missing-key",
                        "unknown-value",
                        "duplicate-key",
                        "out-of-range",
                        "unknown-key",
                        "wrong-type",
                        "duplicate-item");
    }

    @Test
    void countsProblemsBeyondTheFirstTwoHundred() {
        InvalidDocumentException e = catchThrowableOfType(
                InvalidDocumentException.class, () -> read("name: a\ndepth: 1\nfish: [" + "1,".repeat(5000) + "]"));
        assertThat(e.problems()).hasSize(201);
        assertThat(e.problems().getLast().render()).isEqualTo("and 4800 more problems");
    }

    @Test
    void knowsThePlacesOfValues() {
        Bound<Reef> bound = Documents.bind(
                "reef.yaml",
                "name: a\ndepth: 1\nbuoys:\n- {id: x}\n- {id: yy, class: 3}\ncounts: {a.b: 7}\n"
                        .getBytes(StandardCharsets.UTF_8),
                Reef.class);
        assertThat(bound.places().of("buoys[1].class")).hasToString("reef.yaml:5:19");
        assertThat(bound.places().of("counts.a.b")).hasToString("reef.yaml:6:15");
        assertThat(bound.places().of("light.colour")).hasToString("reef.yaml:1:1");
        assertThat(bound.places().of("buoys[0].class")).hasToString("reef.yaml:4:3");
        assertThat(bound.places().of("buoys[7]")).hasToString("reef.yaml:4:1");
        assertThat(bound.places().of("")).hasToString("reef.yaml:1:1");
    }

    @Test
    void checksSeeEveryBoundValueAlsoBesideMistakes() {
        List<String> seen = new ArrayList<>();
        Check check = (path, value, places, report) -> {
            seen.add(path + "=" + value);
            if (path.equals("fish[0]")) {
                report.add(places.of(path), "no-fish", "no such fish", "");
            }
        };
        byte[] bytes = "nam: a\ndepth: 1\nfish: [cod]\nlight: {}".getBytes(StandardCharsets.UTF_8);
        InvalidDocumentException e = catchThrowableOfType(
                InvalidDocumentException.class, () -> Documents.bind("r", bytes, Reef.class, check));
        assertThat(seen).containsExactly("depth=1", "fish[0]=cod", "fish=[cod]", "light=Light[colour=red]");
        assertThat(e.problems()).extracting(Problem::code).containsExactly("unknown-key", "missing-key", "no-fish");
    }
}
