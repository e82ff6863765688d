package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cases in libsolv's format: libsolv's own from the fixtures, and ours. */
class SolvCasesTest {
    private static final Path OURS = Path.of("src/test/resources/dev/atoll/packages/solver/cases");
    private static final Path LIST = Path.of("src/test/resources/dev/atoll/packages/solver/libsolv-cases.txt");
    private static final String THEIRS = "solver/openSUSE+libsolv/test/testcases";

    @TestFactory
    Stream<DynamicTest> ourCases() throws IOException {
        return read(OURS).values().stream()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> assertAsExpected(each)));
    }

    @Tag("conformance")
    @TestFactory
    Stream<DynamicTest> casesOfLibsolvThatApply() throws IOException {
        Map<String, SolvCase> cases = read(Fixtures.path(THEIRS));
        return listed("run").keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> assertAsExpected(cases.get(name))));
    }

    @Tag("conformance")
    @Test
    void everyCaseOfLibsolvRunsOrIsPassedOverForAReason() throws IOException {
        Map<String, String> skipped = listed("skip");
        List<String> named = new ArrayList<>(listed("run").keySet());
        named.addAll(skipped.keySet());
        List<String> present = new ArrayList<>();
        for (String name : read(Fixtures.path(THEIRS)).keySet()) {
            String file = name.substring(0, name.indexOf('#'));
            present.add(skipped.containsKey(file) ? file : name);
        }
        assertThat(present.stream().distinct()).containsExactlyInAnyOrderElementsOf(named);
        assertThat(skipped.values()).noneMatch(String::isBlank);
    }

    private static void assertAsExpected(SolvCase given) {
        SolvJob job = new SolvJob(given);
        switch (job.resolve()) {
            case Resolution.Solved(var packages, var reasons) -> {
                assertThat(given.problem())
                        .as("a solution was not expected: %s", packages)
                        .isFalse();
                assertThat(job.transaction(packages)).containsExactlyElementsOf(given.expected());
            }
            case Resolution.Unsolvable(var explanation) ->
                assertThat(given.problem()).as(explanation.render()).isTrue();
        }
    }

    private static Map<String, SolvCase> read(Path folder) throws IOException {
        Map<String, SolvCase> cases = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".t")).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                SolvCase.read(name, Files.readString(file)).forEach(each -> cases.put(each.name(), each));
            }
        }
        return cases;
    }

    private static Map<String, String> listed(String verdict) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LIST)) {
            String[] words = line.split(" ", 3);
            if (words[0].equals(verdict)) {
                names.put(words[1], words.length > 2 ? words[2] : "");
            }
        }
        return names;
    }
}
