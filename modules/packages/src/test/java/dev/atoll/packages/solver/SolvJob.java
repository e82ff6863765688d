package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.version.DebianVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A {@link SolvCase} put to our resolver. What is installed is asked for and pinned, so that it stays in its version
 * unless something newer is needed.
 */
final class SolvJob {
    private static final int INSTALLED = 990;
    private static final int LIKED = 900;
    private static final int DISLIKED = 100;

    private final SolvCase given;
    private final List<Package> packages;
    private final List<Relation> install = new ArrayList<>();
    private final List<String> prefer = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private List<String> architectures = List.of("amd64");
    private boolean essential;

    SolvJob(SolvCase given) {
        this.given = given;
        this.packages = new ArrayList<>(given.packages());
        given.words().forEach(this::read);
        for (Package item : packages) {
            if (item.repository().equals(given.installed())) {
                install.add(Relation.of(item.name()));
            }
        }
        if (!given.installed().isEmpty()) {
            pins.add(Pin.ofRepository(given.installed(), INSTALLED));
        }
        given.priorities()
                .forEach((repository, priority) -> pins.add(Pin.ofRepository(repository, Pin.USUAL + priority)));
    }

    Resolution resolve() {
        List<Package> usable = packages.stream().map(this::ofKnownArchitecture).toList();
        PackagePool pool = new PackagePool(usable, List.of(), architectures, versions());
        return new Resolver(pool)
                .resolve(new Request(install, Set.of(), prefer, new Preferences(pins, holds, excluded), essential));
    }

    /** The transaction that leads from what is installed to what was chosen, sorted. */
    List<String> transaction(List<Package> chosen) {
        List<String> lines = new ArrayList<>();
        for (Package item : chosen) {
            List<Package> before = packages.stream()
                    .filter(each -> each.repository().equals(given.installed())
                            && each.name().equals(item.name()))
                    .toList();
            if (before.isEmpty()) {
                lines.add("install " + text(item));
            } else if (!before.contains(item) && !item.repository().equals(given.installed())) {
                lines.add("upgrade " + text(before.getFirst()) + " " + text(item));
            }
        }
        return lines.stream().sorted().toList();
    }

    private String text(Package item) {
        Package original = packages.stream()
                .filter(each -> each.digest().equals(item.digest()))
                .findFirst()
                .orElseThrow();
        return item.name() + "-" + item.version() + "." + original.architecture() + "@"
                + item.repository().split("#")[0];
    }

    /** Machine names of other families all mean the native one. */
    private Package ofKnownArchitecture(Package item) {
        boolean known = architectures.contains(item.architecture())
                || item.architecture().equals("all")
                || item.architecture().equals("noarch");
        return known
                ? item
                : new Package(
                        item.name(),
                        item.version(),
                        architectures.getFirst(),
                        item.repository(),
                        item.requires(),
                        item.conflicts(),
                        item.provides(),
                        item.replaces(),
                        item.traits(),
                        item.path(),
                        item.size(),
                        item.digest(),
                        item.installedSize());
    }

    private void read(String line) {
        String[] words = line.split("\\s+");
        switch (words[0]) {
            case "job" -> job(words, line.replaceFirst("^job \\S+ \\S+ ?", "").replaceFirst(" *\\[.*]$", ""), line);
            case "disable" -> packages.remove(exactly(words[2]));
            case "architectures" -> architectures = List.of(words).subList(1, words.length);
            case "solverflags" -> essential = line.contains("essential");
            case "poolflags", "feature" -> {}
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void job(String[] words, String what, String line) {
        switch (words[1] + " " + words[2]) {
            case "install name", "install provides" ->
                install.add(line.contains("forcebest") ? best(what) : SolvCase.relation(what));
            case "install pkg" -> install.add(exact(exactly(what)));
            case "favor name" -> prefer.add(what);
            case "favor pkg" -> pins.add(pin(exactly(what), LIKED));
            case "disfavor pkg" -> pins.add(pin(exactly(what), DISLIKED));
            case "blacklist provides" ->
                packages.stream()
                        .filter(item -> item.provides().stream()
                                .anyMatch(each -> each.name().equals(what)))
                        .forEach(item -> pins.add(pin(item, -1)));
            case "exclude name" -> excluded.add(what);
            case "hold name" -> holds.add(new Hold(words[3], words[5]));
            default -> {
                if (!words[1].equals("pin")) {
                    throw new IllegalArgumentException(line);
                }
                pins.add(new Pin(
                        words[3],
                        words.length > 4 && !words[4].equals("-") ? words[4] : "",
                        words.length > 5 ? words[5] : "",
                        Integer.parseInt(words[2])));
            }
        }
    }

    private Relation best(String name) {
        return exact(packages.stream()
                .filter(item -> item.name().equals(name))
                .max(Comparator.comparing(Package::version, versions()))
                .orElseThrow());
    }

    private static Relation exact(Package item) {
        return new Relation(item.name(), "", Relation.Operator.EQUAL, item.version());
    }

    private static Pin pin(Package item, int priority) {
        return new Pin(item.name(), item.repository(), item.version(), priority);
    }

    /** The package that a text like {@code A-1-1.noarch@repo} means. */
    private Package exactly(String text) {
        return packages.stream()
                .filter(item -> text.equals(text(item)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no package " + text));
    }

    /** As Debian's; but where one has no release, releases do not count. */
    private static Comparator<String> versions() {
        return (a, b) -> a.contains("-") && b.contains("-")
                ? DebianVersion.compare(a, b)
                : DebianVersion.compare(a.split("-")[0], b.split("-")[0]);
    }
}
