package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.DebianMirror;
import dev.atoll.packages.apt.RawIndex;
import dev.atoll.packages.apt.Reach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random installations from all of Debian trixie, judged by apt and by libsolv: satisfiable exactly if libsolv, which
 * is complete, finds a set; always a sound set; and each difference explained by a rule of {@link Differences}.
 */
@Tag("conformance")
class JudgedByReferencesTest {
    private static final long SEED = 20261122;

    @TempDir
    private static Path directory;

    private static AptIndex trixie;
    private static List<Package> universe = List.of();
    private static final Map<String, Package> BY_TEXT = new HashMap<>();
    private static ReferenceApt apt;
    private static ReferenceSolv solv;

    @BeforeAll
    static void setUp() throws IOException {
        DebianMirror mirror = DebianMirror.open();
        trixie = mirror.load(DebianMirror.trixie());
        Path packages = directory.resolve("Packages");
        RawIndex.write(mirror, trixie, packages);
        universe = trixie.packages();
        universe.forEach(item -> BY_TEXT.put(Answer.text(item), item));
        apt = new ReferenceApt(directory.resolve("apt"), Map.of("trixie", packages), List.of("amd64"), "");
        solv = new ReferenceSolv(directory.resolve("solv"), mirror, trixie, packages);
    }

    @Test
    void agreesWithAptAndLibsolvOnTwentyJobs() throws IOException {
        judge(20);
    }

    @Tag("full")
    @Test
    void agreesWithAptAndLibsolvOnTwoHundredJobs() throws IOException {
        judge(200);
    }

    @Test
    void whatIsOutOfReachChangesNoAnswer() {
        Resolver all = new Resolver(new PackagePool(universe));
        for (List<String> job : jobs(40)) {
            List<Package> reached = Reach.of(List.of(trixie), item -> true, List.of(), job);
            Request request = Request.of(job.toArray(String[]::new));
            Resolution ours = new Resolver(new PackagePool(reached)).resolve(request);
            assertThat(ours.getClass()).isEqualTo(all.resolve(request).getClass());
            if (ours instanceof Resolution.Solved solved) {
                assertThat(solved).as(String.join(" ", job)).isEqualTo(all.resolve(request));
            }
        }
    }

    @Test
    void impliesTheEssentialPackagesThatAptImplies() throws IOException {
        Request plain = Request.of("apt", "openssh-server");
        Request request = new Request(plain.install(), plain.without(), plain.prefer(), plain.preferences(), true);
        Resolution.Solved ours = (Resolution.Solved) new Resolver(new PackagePool(universe)).resolve(request);
        Answer theirs = apt.withEssential(List.of("apt", "openssh-server"));
        assertThat(ours.packages()).hasSizeGreaterThan(60);
        assertExplained("apt", request, ours.packages(), theirs, true, new Tally());
    }

    private static void judge(int count) throws IOException {
        PackagePool pool = new PackagePool(universe);
        List<List<String>> jobs = jobs(count);
        List<Answer> solved = solv.install(jobs);
        Tally tallyOfApt = new Tally();
        Tally tallyOfSolv = new Tally();
        int unsolvable = 0;
        for (int i = 0; i < count; i++) {
            Request request = Request.of(jobs.get(i).toArray(String[]::new));
            Answer byApt = apt.install(jobs.get(i));
            Answer bySolv = solved.get(i);
            switch (new Resolver(pool).resolve(request)) {
                case Resolution.Unsolvable(var explanation) -> {
                    unsolvable++;
                    assertThat(bySolv.solved())
                            .as("libsolv: %s", explanation.render())
                            .isFalse();
                    assertThat(byApt.solved())
                            .as("apt: %s", explanation.render())
                            .isFalse();
                }
                case Resolution.Solved(var packages, var reasons) -> {
                    assertThat(bySolv.solved())
                            .as("%s: %s", jobs.get(i), bySolv.text())
                            .isTrue();
                    assertThat(new SetCheck(universe, request).faults(packages))
                            .as("%s", jobs.get(i))
                            .isEmpty();
                    assertExplained("libsolv", request, packages, bySolv, false, tallyOfSolv);
                    if (byApt.solved()) {
                        assertExplained("apt", request, packages, byApt, true, tallyOfApt);
                    } else {
                        tallyOfApt.gaveUp++;
                        System.out.println("apt finds nothing for " + jobs.get(i));
                    }
                }
            }
        }
        System.out.printf(
                "%d jobs, %d unsolvable for all%n  apt: %s%n  libsolv: %s%n",
                count, unsolvable, tallyOfApt, tallyOfSolv);
        assertThat(tallyOfApt.gaveUp).as("what apt gives up").isLessThanOrEqualTo(count / 20);
    }

    private static void assertExplained(
            String who, Request request, List<Package> ours, Answer theirs, boolean sameTaste, Tally tally) {
        List<Package> packages = new ArrayList<>();
        theirs.packages().forEach(text -> {
            assertThat(BY_TEXT).containsKey(text);
            packages.add(BY_TEXT.get(text));
        });
        assertThat(new SetCheck(universe, request).faults(packages))
                .as("the set of %s for %s", who, request.install())
                .isEmpty();
        Differences differences = new Differences(request.install(), ours, packages);
        Map<Package, Differences.Rule> rules = differences.explain(sameTaste);
        tally.count(rules);
        assertThat(differences.unexplained())
                .as(
                        "unlike %s for %s: ours alone %s, theirs alone %s, explained %s",
                        who,
                        request.install(),
                        ours.stream().filter(each -> !packages.contains(each)).toList(),
                        packages.stream().filter(each -> !ours.contains(each)).toList(),
                        rules)
                .isEmpty();
    }

    private static List<List<String>> jobs(int count) {
        Random random = new Random(SEED);
        List<List<String>> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<String> names = new LinkedHashSet<>();
            for (int j = 1 + random.nextInt(5); j > 0; j--) {
                names.add(universe.get(random.nextInt(universe.size())).name());
            }
            jobs.add(List.copyOf(names));
        }
        return jobs;
    }

    /** How many jobs were answered alike, and how many packages each rule explained. */
    private static final class Tally {
        private final Map<Differences.Rule, Integer> rules = new EnumMap<>(Differences.Rule.class);
        private int equal;
        private int explained;
        private int gaveUp;

        void count(Map<Package, Differences.Rule> found) {
            if (found.isEmpty()) {
                equal++;
            } else {
                explained++;
            }
            found.values().forEach(rule -> rules.merge(rule, 1, Integer::sum));
        }

        @Override
        public String toString() {
            return equal + " equal, " + explained + " explained by " + rules + ", " + gaveUp + " given up";
        }
    }
}
