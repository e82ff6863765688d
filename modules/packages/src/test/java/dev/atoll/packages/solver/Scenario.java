package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.Traits;
import dev.atoll.packages.Traits.Importance;
import dev.atoll.packages.Traits.MultiArch;
import dev.atoll.packages.Traits.Priority;
import dev.atoll.packages.version.DebianVersion;
import dev.atoll.store.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A universe and a request as plain text.
 *
 * <pre>
 * trixie: a 1; requires b (>= 2) | c, d; conflicts e; provides f (= 3)
 * install a, g (= 1)
 * without x
 * prefer c
 * pin -1 b* from sid version 2*
 * hold b 2
 * exclude x*
 * imply essential
 * architectures amd64 arm64
 * trixie: lib:arm64 1; multi-arch same; essential; protected; priority required
 * </pre>
 */
record Scenario(List<Package> packages, Request request, List<String> architectures) {
    private static final Pattern PACKAGE = Pattern.compile("(\\S+): ([^\\s:]+)(?::(\\S+))? (\\S+)");
    private static final Pattern PIN = Pattern.compile("(-?\\d+) (\\S+)(?: from (\\S+))?(?: version (\\S+))?");
    private static final Pattern RELATION = Pattern.compile("([^\\s:(]+)(?::(\\S+))?(?: \\((\\S+) (\\S+)\\))?");

    static Scenario of(String text) {
        List<Package> packages = new ArrayList<>();
        List<Relation> install = new ArrayList<>();
        Set<String> without = new LinkedHashSet<>();
        List<String> prefer = new ArrayList<>();
        List<Pin> pins = new ArrayList<>();
        List<Hold> holds = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        boolean essential = false;
        List<String> architectures = List.of();
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            String[] words = line.strip().split(" ", 2);
            switch (words[0]) {
                case "install" -> install.addAll(relations(words[1]));
                case "without" -> without.addAll(split(words[1]));
                case "prefer" -> prefer.addAll(split(words[1]));
                case "pin" -> pins.add(pin(words[1]));
                case "hold" -> holds.add(new Hold(words[1].split(" ")[0], words[1].split(" ")[1]));
                case "exclude" -> excluded.addAll(split(words[1]));
                case "imply" -> essential = words[1].equals("essential");
                case "architectures" -> architectures = List.of(words[1].split(" "));
                default -> packages.add(item(line.strip()));
            }
        }
        Preferences preferences = new Preferences(pins, holds, excluded);
        return new Scenario(packages, new Request(install, without, prefer, preferences, essential), architectures);
    }

    PackagePool pool() {
        return new PackagePool(packages, List.of(), architectures, DebianVersion::compare);
    }

    Why why(String name) {
        return new Resolver(pool()).why(request, solved(), name);
    }

    /** {@code name version} of what is chosen, by name. */
    String chosen() {
        return solved().packages().stream()
                .map(item -> Architectures.named(item, pool().architecture()) + " " + item.version())
                .collect(Collectors.joining(", "));
    }

    Resolution.Solved solved() {
        return switch (resolve()) {
            case Resolution.Solved solved -> solved;
            case Resolution.Unsolvable unsolvable ->
                throw new AssertionError(unsolvable.explanation().render());
        };
    }

    Explanation explanation() {
        return switch (resolve()) {
            case Resolution.Solved solved -> throw new AssertionError("solved: " + solved.packages());
            case Resolution.Unsolvable unsolvable -> unsolvable.explanation();
        };
    }

    Resolution resolve() {
        return new Resolver(pool()).resolve(request);
    }

    Scenario shuffled(long seed) {
        List<Package> other = new ArrayList<>(packages);
        Collections.shuffle(other, new Random(seed));
        return new Scenario(other, request, architectures);
    }

    static Package item(String line) {
        String[] parts = line.split(";");
        Matcher head = match(PACKAGE, parts[0]);
        List<Requirement> requires = new ArrayList<>();
        List<Relation> conflicts = new ArrayList<>();
        List<Relation> provides = new ArrayList<>();
        Traits traits = Traits.NONE;
        for (int i = 1; i < parts.length; i++) {
            String[] words = parts[i].strip().split(" ", 2);
            switch (words[0]) {
                case "requires" -> split(words[1]).forEach(each -> requires.add(requirement(each)));
                case "conflicts" -> conflicts.addAll(relations(words[1]));
                case "provides" -> provides.addAll(relations(words[1]));
                case "multi-arch" ->
                    traits = new Traits(MultiArch.of(words[1]), traits.importance(), traits.priority());
                case "essential", "protected" ->
                    traits = new Traits(
                            traits.multiArch(),
                            Importance.valueOf(words[0].toUpperCase(Locale.ROOT)),
                            traits.priority());
                case "priority" -> traits = new Traits(traits.multiArch(), traits.importance(), Priority.of(words[1]));
                default -> throw new IllegalArgumentException("unknown part '" + words[0] + "' in " + line);
            }
        }
        return new Package(
                head.group(2),
                head.group(4),
                head.group(3) == null ? "amd64" : head.group(3),
                head.group(1),
                requires,
                conflicts,
                provides,
                List.of(),
                traits,
                "",
                0,
                Digest.of(new byte[0]),
                0);
    }

    private static Pin pin(String text) {
        Matcher match = match(PIN, text);
        return new Pin(
                match.group(2),
                match.group(3) == null ? "" : match.group(3),
                match.group(4) == null ? "" : match.group(4),
                Integer.parseInt(match.group(1)));
    }

    private static Requirement requirement(String text) {
        return new Requirement(
                Arrays.stream(text.split(" *\\| *")).map(Scenario::relation).toList());
    }

    private static List<Relation> relations(String text) {
        return split(text).stream().map(Scenario::relation).toList();
    }

    static Relation relation(String text) {
        Matcher match = match(RELATION, text);
        String symbol = match.group(3) == null ? "" : match.group(3);
        return new Relation(
                match.group(1),
                match.group(2) == null ? "" : match.group(2),
                Arrays.stream(Relation.Operator.values())
                        .filter(each -> each.symbol().equals(symbol))
                        .findFirst()
                        .orElseThrow(),
                match.group(4) == null ? "" : match.group(4));
    }

    private static List<String> split(String text) {
        return List.of(text.strip().split(" *, *"));
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("cannot read '" + text + "'");
        }
        return matcher;
    }
}
