package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random small universes, where trying every set of packages tells what is true. */
class CompletenessTest {
    private static final int UNIVERSES = 2_000;
    private static final String[] CONSTRAINTS = {"", "", "", "", " (= 1)", " (>= 2)", " (<< 2)", " (<= 1)", " (>> 1)"};

    @Test
    void solvesExactlyWhatCanBeSolvedAndLeavesNothingSuperfluous() {
        int solved = 0;
        for (int seed = 0; seed < UNIVERSES; seed++) {
            Scenario scenario = universe(new Random(seed));
            SetCheck check = new SetCheck(scenario.packages(), scenario.request());
            switch (scenario.resolve()) {
                case Resolution.Solved(var packages, var reasons) -> {
                    solved++;
                    assertThat(check.faults(packages)).as("universe %d", seed).isEmpty();
                    assertThat(packages).as("universe %d", seed).noneMatch(item -> check.isSuperfluous(item, packages));
                    assertThat(((Resolution.Solved) scenario.shuffled(seed).resolve()).reasons())
                            .as("universe %d in another order", seed)
                            .isEqualTo(reasons);
                }
                case Resolution.Unsolvable(var explanation) -> {
                    assertThat(isSolvable(scenario.packages(), scenario.request()))
                            .as("universe %d: %s", seed, explanation.render())
                            .isFalse();
                    assertThat(scenario.shuffled(seed).explanation()).isEqualTo(explanation);
                    assertHintsHold(scenario, explanation);
                }
            }
        }
        assertThat(solved).isBetween(UNIVERSES / 4, UNIVERSES * 3 / 4);
    }

    @Test
    void everyRuleOfAContradictionIsNecessary() {
        int contradictions = 0;
        for (int seed = 0; seed < UNIVERSES; seed++) {
            Scenario scenario = universe(new Random(seed));
            Rulebook rulebook = new Rulebook(
                    new PackagePool(scenario.packages()), scenario.request(), new Effort(Resolver.MOST_CONFLICTS));
            if (!rulebook.solve()) {
                contradictions++;
                List<Rule> rules = Refutation.minimal(rulebook.core(), new Effort(Resolver.MOST_CONFLICTS));
                assertThat(canAllHold(rules)).as("universe %d: %s", seed, rules).isFalse();
                for (Rule rule : rules) {
                    List<Rule> rest = new ArrayList<>(rules);
                    rest.remove(rule);
                    assertThat(canAllHold(rest))
                            .as("universe %d without %s", seed, rule)
                            .isTrue();
                }
            }
        }
        assertThat(contradictions).isGreaterThan(UNIVERSES / 4);
    }

    private static void assertHintsHold(Scenario scenario, Explanation explanation) {
        Request request = scenario.request();
        for (Hint hint : explanation.hints()) {
            List<Relation> install = new ArrayList<>(request.install());
            Set<String> without = new TreeSet<>(request.without());
            boolean promises = switch (hint) {
                case Hint.GiveUp(var relation) -> install.removeIf(relation::equals);
                case Hint.LeaveOut(var name) -> without.add(name);
                case Hint.TakeBack(var name) -> without.remove(name);
                case Hint.AskForVersion other -> false;
                case Hint.AskForArchitecture other -> false;
                case Hint.StopExcluding other -> false;
                case Hint.LetGo other -> false;
                case Hint.Unpin other -> false;
                case Hint.DidYouMean other -> false;
                case Hint.MoreThanOne other -> false;
            };
            if (promises) {
                assertThat(isSolvable(scenario.packages(), new Request(install, without, List.of())))
                        .as("%s: %s", hint, explanation.render())
                        .isTrue();
            }
        }
    }

    private static boolean isSolvable(List<Package> packages, Request request) {
        SetCheck check = new SetCheck(packages, request);
        return IntStream.range(0, 1 << packages.size())
                .anyMatch(bits -> check.faults(IntStream.range(0, packages.size())
                                .filter(i -> (bits >> i & 1) != 0)
                                .mapToObj(packages::get)
                                .toList())
                        .isEmpty());
    }

    private static boolean canAllHold(List<Rule> rules) {
        List<Integer> variables = rules.stream()
                .flatMap(rule -> java.util.stream.Stream.concat(rule.subjects().stream(), rule.candidates().stream()))
                .distinct()
                .toList();
        return IntStream.range(0, 1 << variables.size()).anyMatch(bits -> {
            Set<Integer> chosen = IntStream.range(0, variables.size())
                    .filter(i -> (bits >> i & 1) != 0)
                    .mapToObj(variables::get)
                    .collect(Collectors.toSet());
            return rules.stream()
                    .allMatch(rule -> !chosen.containsAll(rule.subjects())
                            || rule.candidates().stream().anyMatch(chosen::contains));
        });
    }

    /** Up to nine packages of seven names, densely related. */
    private static Scenario universe(Random random) {
        Set<String> items = new TreeSet<>();
        int size = 4 + random.nextInt(6);
        while (items.size() < size) {
            items.add(name(random) + " " + (1 + random.nextInt(3)));
        }
        StringBuilder text = new StringBuilder();
        for (String item : items) {
            text.append(random.nextBoolean() ? "s: " : "t: ").append(item);
            for (int i = random.nextInt(3); i > 0; i--) {
                text.append("; requires ").append(relation(random));
                for (int j = random.nextInt(3); j > 0; j--) {
                    text.append(" | ").append(relation(random));
                }
            }
            if (random.nextInt(3) == 0) {
                text.append("; conflicts ").append(relation(random));
            }
            if (random.nextInt(3) == 0) {
                text.append("; provides ").append(name(random)).append(random.nextBoolean() ? "" : " (= 2)");
            }
            text.append('\n');
        }
        List<String> wanted = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            wanted.add(random.nextBoolean() ? name(random) : relation(random));
        }
        text.append("install ").append(String.join(", ", wanted)).append('\n');
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "v"));
        Collections.shuffle(names, random);
        if (random.nextInt(3) == 0) {
            text.append("without ").append(names.getFirst()).append('\n');
        }
        if (random.nextBoolean()) {
            text.append("prefer ").append(names.getLast()).append('\n');
        }
        return Scenario.of(text.toString());
    }

    private static String relation(Random random) {
        return name(random) + CONSTRAINTS[random.nextInt(CONSTRAINTS.length)];
    }

    private static String name(Random random) {
        return String.valueOf("abcdefv".charAt(random.nextInt(7)));
    }
}
