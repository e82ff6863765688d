package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small random universes of two architectures, or with pins, in which hardly anything is left to taste: apt must choose
 * the same packages, and must find nothing where we find nothing. All universes lie in one repository, under names of
 * their own.
 */
@Tag("conformance")
class AptSemanticsTest {
    private static final int UNIVERSES = 120;
    private static final List<String> ARCHITECTURES = List.of("amd64", "arm64");

    @TempDir
    private Path directory;

    @Test
    void choosesAcrossArchitecturesAsAptDoes() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < UNIVERSES; i++) {
            scenarios.add(Scenario.of("architectures amd64 arm64\n" + ofTwoArchitectures(new Random(i), "u" + i)));
        }
        compare(scenarios, ARCHITECTURES);
    }

    @Test
    void ranksVersionsByPinsAsAptDoes() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < UNIVERSES; i++) {
            scenarios.add(Scenario.of(withPins(new Random(i), "u" + i)));
        }
        compare(scenarios, ARCHITECTURES.subList(0, 1));
    }

    private void compare(List<Scenario> scenarios, List<String> architectures) throws IOException {
        ReferenceApt apt =
                new ReferenceApt(directory.resolve("apt"), indexes(scenarios), architectures, preferences(scenarios));
        int solved = 0;
        int givenUp = 0;
        List<String> faults = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            List<String> names = scenario.request().install().stream()
                    .map(Relation::toString)
                    .toList();
            Answer ours = Answer.of(scenario.resolve());
            Answer theirs = apt.install(names);
            if (ours.solved() && !theirs.solved() && leavesAChoice(scenario)) {
                givenUp++;
            } else if (!ours.packages().equals(theirs.packages())) {
                faults.add(names + ": ours " + ours + ", apt's " + theirs + "\n" + describe(scenario));
            } else if (ours.solved()) {
                solved++;
            }
        }
        System.out.printf(
                "%d universes: %d solved alike, %d unsolvable for both, apt gave up %d%n",
                scenarios.size(), solved, scenarios.size() - solved - givenUp - faults.size(), givenUp);
        assertThat(faults).isEmpty();
        assertThat(solved).isBetween(scenarios.size() / 4, scenarios.size() * 9 / 10);
    }

    /** Whether some requirement has several candidates, or some name several versions, of which apt tries one. */
    private static boolean leavesAChoice(Scenario scenario) {
        PackagePool pool = scenario.pool();
        return scenario.packages().stream()
                .flatMap(item -> item.requires().stream())
                .flatMap(each -> each.alternatives().stream())
                .anyMatch(each -> ARCHITECTURES.stream()
                        .anyMatch(name -> pool.matching(each, ARCHITECTURES.indexOf(name)).length > 1));
    }

    private static String ofTwoArchitectures(Random random, String prefix) {
        StringBuilder text = new StringBuilder();
        for (char letter = 'a'; letter <= 'e'; letter++) {
            String multiArch =
                    List.of("no", "same", "same", "foreign", "allowed").get(random.nextInt(5));
            String version = " 1";
            for (String architecture : List.of("amd64", "arm64", "all")) {
                boolean present = architecture.equals("all") ? random.nextInt(8) == 0 : random.nextInt(4) > 0;
                if (!present || (architecture.equals("all") && text.indexOf(prefix + letter + ":") >= 0)) {
                    continue;
                }
                String other = random.nextInt(10) == 0 ? " 2" : version;
                text.append("s: ")
                        .append(prefix)
                        .append(letter)
                        .append(':')
                        .append(architecture)
                        .append(other);
                text.append("; multi-arch ")
                        .append(architecture.equals("all") && multiArch.equals("same") ? "no" : multiArch);
                if (letter < 'e' && random.nextInt(3) > 0) {
                    char next = (char) (letter + 1 + random.nextInt('e' - letter));
                    text.append("; requires ").append(prefix).append(next).append(qualifier(random));
                }
                if (random.nextInt(5) == 0) {
                    char enemy = (char) ('a' + random.nextInt(5));
                    text.append("; conflicts ").append(prefix).append(enemy).append(qualifier(random));
                }
                if (random.nextInt(6) == 0) {
                    text.append("; provides ").append(prefix).append((char) ('a' + random.nextInt(5)));
                }
                text.append('\n');
            }
        }
        String first = prefix + "a" + List.of("", ":amd64", ":arm64").get(random.nextInt(3));
        String second = prefix + "b" + List.of("", ":amd64", ":arm64").get(random.nextInt(3));
        return text + "install " + (random.nextBoolean() ? first : first + ", " + second);
    }

    private static String qualifier(Random random) {
        return List.of("", "", "", ":any", ":native", ":amd64", ":arm64").get(random.nextInt(7));
    }

    private static String withPins(Random random, String prefix) {
        StringBuilder text = new StringBuilder();
        for (char letter = 'a'; letter <= 'c'; letter++) {
            for (int version = 1; version <= 3; version++) {
                for (String repository : List.of("s", "t")) {
                    if (random.nextInt(3) > 0) {
                        text.append(repository)
                                .append(": ")
                                .append(prefix)
                                .append(letter)
                                .append(' ')
                                .append(version);
                        if (letter == 'a') {
                            text.append("; requires ").append(prefix).append('b');
                            text.append(random.nextInt(4) == 0 ? " (>= " + (1 + random.nextInt(3)) + ")" : "");
                        }
                        text.append('\n');
                    }
                }
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append("pin ").append(List.of("-1", "100", "400", "600", "900").get(random.nextInt(5)));
            text.append(' ').append(prefix).append(List.of("a", "b", "c", "*").get(random.nextInt(4)));
            text.append(
                    random.nextBoolean()
                            ? " from " + (random.nextBoolean() ? "s" : "t")
                            : " version " + (1 + random.nextInt(3)) + "*");
            text.append('\n');
        }
        return text + "install " + prefix + "a, " + prefix + "c";
    }

    private Map<String, Path> indexes(List<Scenario> scenarios) throws IOException {
        Map<String, StringBuilder> texts = new TreeMap<>();
        scenarios.stream()
                .flatMap(each -> each.packages().stream())
                .forEach(item -> texts.computeIfAbsent(item.repository(), each -> new StringBuilder())
                        .append(stanza(item)));
        Map<String, Path> files = new TreeMap<>();
        for (Map.Entry<String, StringBuilder> each : texts.entrySet()) {
            files.put(each.getKey(), Files.writeString(directory.resolve(each.getKey()), each.getValue()));
        }
        return files;
    }

    private static String stanza(Package item) {
        StringBuilder text = new StringBuilder("Package: " + item.name() + "\nVersion: " + item.version());
        text.append("\nArchitecture: ").append(item.architecture());
        text.append("\nMulti-Arch: ").append(item.traits().multiArch().name().toLowerCase(Locale.ROOT));
        text.append(field("Depends", item.requires())).append(field("Conflicts", item.conflicts()));
        text.append(field("Provides", item.provides()));
        return text.append("\nFilename: ")
                .append(item)
                .append(".deb\nSize: 1\nSHA256: ")
                .append("0".repeat(64))
                .append("\n\n")
                .toString();
    }

    private static String field(String name, List<?> relations) {
        return relations.isEmpty()
                ? ""
                : "\n" + name + ": " + relations.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String preferences(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : scenarios) {
            for (Pin pin : scenario.request().preferences().pins()) {
                text.append("Package: ").append(pin.packages());
                text.append(
                        pin.repository().isEmpty()
                                ? "\nPin: version " + pin.version()
                                : "\nPin: release a=" + pin.repository());
                text.append("\nPin-Priority: ").append(pin.priority()).append("\n\n");
            }
        }
        return text.toString();
    }

    private static String describe(Scenario scenario) {
        return new TreeSet<>(scenario.packages().stream()
                        .map(AptSemanticsTest::stanza)
                        .toList())
                + preferences(List.of(scenario));
    }
}
