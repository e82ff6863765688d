package dev.atoll.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hundreds of broken configurations: each is refused, and each problem has a place within the document. */
class BrokenConfigurationsTest {
    private static final List<String> VALID = List.of(
            "examples/web.yaml",
            "system-tests/src/test/resources/node/first.yaml",
            "system-tests/src/test/resources/node/second.yaml",
            "system-tests/src/test/resources/node/other.yaml");

    /** {@code key: value} of a line, the key perhaps after the mark of a list. */
    private static final Pattern KEY = Pattern.compile("^( *(?:- )?)([A-Za-z]+):( .*)?$");

    private static final Pattern FREE = Pattern.compile("environment|sysctl|GREETING");

    private record Broken(String what, String text) {}

    @Test
    void everyMutationOfAValidConfigurationIsRefusedWithItsPlace() throws IOException {
        List<Broken> all = new ArrayList<>();
        for (String name : VALID) {
            mutate(name, Files.readString(Path.of("../..", name)), all);
        }
        assertThat(all).hasSizeGreaterThan(200);
        all.forEach(it -> refused(it.what(), it.text()));
    }

    @Test
    void realConfigurationsOfOthersAreRefusedWithTheirPlace() throws IOException {
        Path fixtures = Path.of(
                Optional.ofNullable(System.getenv("ATOLL_FIXTURES")).orElse("../../../shared/fixtures"), "configs");
        assumeThat(fixtures).exists();
        int count = 0;
        try (Stream<Path> files = Files.walk(fixtures)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Throwable thrown = catchThrowable(() -> NodeConfigReader.read("node.yaml", bytes));
                assertThat(thrown).as(file.toString()).isInstanceOf(InvalidDocumentException.class);
                count++;
            }
        }
        assertThat(count).isGreaterThan(20);
    }

    private static void mutate(String name, String text, List<Broken> all) {
        List<String> lines = text.lines().toList();
        boolean literal = false;
        int indent = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int here = line.length() - line.stripLeading().length();
            if (literal && (line.isBlank() || here > indent)) {
                continue;
            }
            literal = line.endsWith("|");
            indent = here;
            Matcher key = KEY.matcher(line);
            if (!key.matches()) {
                continue;
            }
            String at = name + ":" + (i + 1);
            if (!FREE.matcher(key.group(2)).matches()) {
                all.add(new Broken(
                        at + " unknown key", with(lines, i, key.group(1) + key.group(2) + "x:" + rest(key))));
            }
            all.add(new Broken(at + " key twice", with(lines, i, twice(key, line, literal))));
            all.add(new Broken(at + " tab", with(lines, i, "\t" + line)));
            if (!literal && !rest(key).isBlank()) {
                all.add(new Broken(at + " wrong kind", with(lines, i, key.group(1) + key.group(2) + ": [[{a: [b]}]]")));
                all.add(new Broken(at + " open quote", with(lines, i, key.group(1) + key.group(2) + ": \"x")));
                all.add(new Broken(at + " alias", with(lines, i, key.group(1) + key.group(2) + ": *nobody")));
            }
        }
        for (int cut = text.length() / 3; cut < text.length(); cut += 97) {
            all.add(new Broken(name + " cut at " + cut, text.substring(0, cut) + "\n  {"));
        }
    }

    private static String rest(Matcher key) {
        return Optional.ofNullable(key.group(3)).orElse("");
    }

    private static String twice(Matcher key, String line, boolean literal) {
        String again = " ".repeat(key.group(1).length()) + key.group(2) + ": {}";
        return literal || rest(key).isBlank() ? again + "\n" + line.replace("- ", "  ") : line + "\n" + again;
    }

    private static String with(List<String> lines, int at, String replacement) {
        List<String> all = new ArrayList<>(lines);
        all.set(at, replacement);
        return String.join("\n", all) + "\n";
    }

    private static void refused(String what, String text) {
        Throwable thrown =
                catchThrowable(() -> NodeConfigReader.read("node.yaml", text.getBytes(StandardCharsets.UTF_8)));
        assertThat(thrown).as(what + "\n" + text).isInstanceOf(InvalidDocumentException.class);
        List<Problem> problems = ((InvalidDocumentException) thrown).problems();
        assertThat(problems).as(what).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.place()).isPresent();
            assertThat(problem.place().orElseThrow().line())
                    .isBetween(1, (int) text.lines().count() + 1);
        });
        int first = problems.getFirst().place().orElseThrow().line();
        assertThat(problems.getFirst().render())
                .startsWith("node.yaml:" + first + ":")
                .contains(first <= text.lines().count() ? "^" : "");
    }
}
