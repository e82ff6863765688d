package dev.atoll.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    record Ship(
            String name,
            @Unique @Default("[]") List<String> crew,
            @Default("[]") List<String> orders,
            @Keyed("at") @Default("[]") List<Cargo> cargo,
            @Default("{}") Map<String, Integer> stores,
            @Default("{}") Engine engine,
            @RelativeFile Optional<String> chart,
            @RelativeFile @Unique @Default("[]") List<String> flags) {}

    record Cargo(String at, @Default("1") int tons) {}

    record Engine(
            @Default("sail") String kind, @Default("0") int power) {}

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Ship read(Path file, String variant) {
        return Layers.read(file, Ship.class, "waters", List.of("cold", "warm"))
                .bind(variant, (path, value, places, report) -> {})
                .value();
    }

    private static List<Problem> problems(Path file, String variant) {
        InvalidDocumentException e = catchThrowableOfType(InvalidDocumentException.class, () -> read(file, variant));
        assertThat(e).as("refused").isNotNull();
        return e.problems();
    }

    @Test
    void anUpperLayerReplacesValuesContinuesListsAndJoinsMappings() throws IOException {
        file("base.yaml", """
                name: base
                crew: [ann, bob]
                orders: [sail]
                cargo: [{at: bow, tons: 2}, {at: stern}]
                stores: {rum: 1, salt: 2}
                engine: {kind: steam, power: 3}
                """);
        Path top = file("top.yaml", """
                from: base.yaml
                name: top
                crew: [bob, cid]
                orders: [sail]
                cargo: [{at: hold}, {at: bow, tons: 9}]
                stores: {rum: 5}
                engine: {power: 7}
                """);
        assertThat(read(top, "none"))
                .isEqualTo(new Ship(
                        "top",
                        List.of("ann", "bob", "cid"),
                        List.of("sail", "sail"),
                        List.of(new Cargo("bow", 9), new Cargo("stern", 1), new Cargo("hold", 1)),
                        Map.of("rum", 5, "salt", 2),
                        new Engine("steam", 7),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void dropLeavesOutWhatIsBelow() throws IOException {
        file("base.yaml", """
                name: base
                crew: [ann, bob]
                cargo: [{at: bow, tons: 2}, {at: stern}]
                stores: {rum: 1, salt: 2}
                """);
        Path top = file("top.yaml", """
                from: base.yaml
                drop: {crew: [ann], cargo: [stern], stores: [rum]}
                crew: [dan]
                """);
        Ship ship = read(top, "none");
        assertThat(ship.crew()).containsExactly("bob", "dan");
        assertThat(ship.cargo()).containsExactly(new Cargo("bow", 2));
        assertThat(ship.stores()).containsOnly(Map.entry("salt", 2));
    }

    @Test
    void aMisspelledKeyMayMeanOneThatALayerBelowHasGiven() throws IOException {
        file("base.yaml", "name: base\ncrew: [ann]\n");
        Path top = file("top.yaml", "from: base.yaml\ncrwe: [bob]\n");
        assertThat(problems(top, "none"))
                .extracting(it -> it.code() + " " + it.hint().orElse("-"))
                .containsExactly("unknown-key did you mean \"crew\"?");
    }

    @Test
    void refusesToDropWhatIsNotThere() throws IOException {
        file("base.yaml", "name: base\ncrew: [ann, bob]\n");
        Path top = file("top.yaml", """
                from: base.yaml
                drop:
                  crew: [anne]
                  cargo: [bow]
                  creww: [x]
                  name: [base]
                """);
        assertThat(problems(top, "none"))
                .extracting(it -> it.place().orElseThrow().line() + " " + it.code() + " "
                        + it.hint().orElse("-"))
                .containsExactly(
                        "3 nothing-to-drop did you mean \"ann\"?",
                        "4 nothing-to-drop remove it, or see what the files below hold",
                        "5 unknown-key did you mean \"crew\"?",
                        "6 wrong-type give it another value instead");
    }

    @Test
    void aVariantsPartLiesOverItsOwnLayerAndBelowTheNext() throws IOException {
        file("base.yaml", """
                name: base
                crew: [ann]
                waters:
                  warm: {crew: [sol], engine: {kind: oar}}
                  cold: {crew: [ice]}
                """);
        Path top = file("top.yaml", """
                from: base.yaml
                engine: {kind: steam}
                waters:
                  warm: {drop: {crew: [ann]}, stores: {ice: 1}}
                """);
        assertThat(read(top, "warm").crew()).containsExactly("sol");
        assertThat(read(top, "warm").stores()).containsOnlyKeys("ice");
        assertThat(read(top, "warm").engine().kind()).isEqualTo("steam");
        assertThat(read(top, "cold").crew()).containsExactly("ann", "ice");
        assertThat(Layers.read(top, Ship.class, "waters", List.of("cold", "warm"))
                        .variants())
                .containsExactly("cold", "warm");
    }

    @Test
    void namesOfFilesOfLowerLayersAreBoundRelativeToTheTop() throws IOException {
        file("lib/base.yaml", "name: base\nchart: maps/sea.txt\nflags: [a.txt]\n");
        Path top = file("ships/top.yaml", "from: ../lib/base.yaml\nflags: [b.txt]\n");
        Ship ship = read(top, "none");
        assertThat(ship.chart()).contains("../lib/maps/sea.txt");
        assertThat(ship.flags()).containsExactly("../lib/a.txt", "b.txt");
    }

    @Test
    void filesOfTwoFoldersAreTwoThoughTheyAreWrittenAlike() throws IOException {
        file("lib/base.yaml", "name: base\nflags: [a.txt, b.txt]\n");
        Path top = file("ships/top.yaml", """
                from: ../lib/base.yaml
                drop: {flags: [../lib/b.txt]}
                flags: [a.txt, ../lib/a.txt]
                """);
        assertThat(read(top, "none").flags()).containsExactly("../lib/a.txt", "a.txt");
    }

    @Test
    void problemsOfAllLayersAreReportedTogetherEachWithItsOwnFile() throws IOException {
        Path base = file("base.yaml", "name: 1\nengine: {pwer: 3}\n");
        Path top = file("top.yaml", "from: base.yaml\ncrw: [x]\nstores: {rum: much}\n");
        assertThat(problems(top, "none"))
                .extracting(it -> it.place().orElseThrow().toString())
                .containsExactlyInAnyOrder(base + ":1:7", base + ":2:10", top + ":2:1", top + ":3:15");
    }

    @Test
    void refusesAFileThatBuildsOnItselfOrOnNone() throws IOException {
        Path a = file("a.yaml", "from: b.yaml\nname: a\n");
        file("b.yaml", "from: a.yaml\n");
        assertThat(problems(a, "none")).extracting(Problem::code).containsExactly("circular-from");
        Path lost = file("lost.yaml", "from: nowhere.yaml\nname: lost\n");
        assertThat(problems(lost, "none")).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("missing-file");
            assertThat(it.place().orElseThrow().column()).isEqualTo(7);
        });
    }

    @Test
    void refusesAVariantThatThereCannotBe() throws IOException {
        Path top = file("top.yaml", "name: top\nwaters: {wram: {crew: [x]}}\n");
        assertThat(problems(top, "warm")).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("unknown-key");
            assertThat(it.hint()).contains("did you mean \"warm\"?");
        });
    }

    @Test
    void aTextCanBeLaidOnTop() throws IOException {
        Path top = file("top.yaml", "name: top\nengine: {kind: steam, power: 3}\n");
        Ship ship = Layers.read(top, Ship.class, "waters", List.of())
                .with("engine", "kind", "oar")
                .bind("none", (path, value, places, report) -> {})
                .value();
        assertThat(ship.engine()).isEqualTo(new Engine("oar", 3));
    }

    @Test
    void findsATextBeforeAVariantIsChosen() throws IOException {
        file("base.yaml", "name: base\nengine: {kind: steam}\n");
        Path top = file("top.yaml", "from: base.yaml\n");
        Layers<Ship> layers = Layers.read(top, Ship.class, "waters", List.of("cold", "warm"));
        assertThat(layers.text("engine", "kind")).contains("steam");
        assertThat(layers.text("engine", "color")).isEmpty();
    }
}
