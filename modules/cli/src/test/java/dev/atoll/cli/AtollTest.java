package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Outcome;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtollTest {
    private static final String DEFINITION = """
            definition: 1
            image: {id: a, name: Lagoon, version: 1.2.3, architecture: x86_64}
            sources: [{name: s, debian: trixie, keys: [key.asc]}]
            packages: {install: [bash]}
            kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
            """;

    @TempDir
    private Path folder;

    private Path definition(String text) throws IOException {
        Files.writeString(folder.resolve("key.asc"), "key");
        return Files.writeString(folder.resolve("image.yaml"), text);
    }

    @Test
    void helpAndVersionGoToStandardOutput() {
        Ran help = Ran.atoll("--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).startsWith("Usage: atoll ").contains("image", "completion", "Examples:");
        assertThat(help.err()).isEmpty();
        assertThat(Ran.atoll("--version").out()).matches("atoll [0-9]+\\.[0-9]+\\.[0-9]+\\R");
    }

    @Test
    void wrongUsageIsTwo() {
        Ran unknown = Ran.atoll("imagine");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("error: Unmatched argument at index 0: 'imagine'", "Try: atoll --help");
        Ran missing = Ran.atoll("image", "check");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err())
                .contains("error: Missing required parameter: 'DEFINITION'", "Usage: atoll image check");
        assertThat(Ran.atoll().status()).isEqualTo(2);
        assertThat(Ran.atoll("image").err()).startsWith("Usage: atoll image ");
    }

    @Test
    void aValidDefinitionIsZero() throws IOException {
        Path file = definition(DEFINITION);
        assertThat(Ran.atoll("image", "check", file.toString()))
                .isEqualTo(new Ran(0, file + ": Lagoon 1.2.3 is valid" + System.lineSeparator(), ""));
        assertThat(Ran.atoll("image", "check", "--json", file.toString()))
                .isEqualTo(new Ran(0, "{\n  \"ok\" : true,\n  \"problems\" : [ ]\n}\n", ""));
    }

    @Test
    void allProblemsOfADefinitionGoToStandardError() throws IOException {
        Path file = definition(DEFINITION.replace("key.asc", "no.asc").replace("1.2.3", "x"));
        Ran ran = Ran.atoll("image", "check", file.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualToNormalizingNewlines("""
                FILE:2:39: image.version: must be numbers separated by dots, found "x"
                  image: {id: a, name: Lagoon, version: x, architecture: x86_64}
                                                        ^
                FILE:3:44: no such file: no.asc
                  sources: [{name: s, debian: trixie, keys: [no.asc]}]
                                                             ^
                  hint: names are relative to DIR
                2 problems
                """.replace("FILE", file.toString())
                .replace("DIR", folder.toString()));
    }

    @Test
    void problemsAreJsonForPrograms() throws IOException {
        Path file = definition(DEFINITION.replace("key.asc", "no.asc"));
        Ran ran = Ran.atoll("image", "check", "--json", file.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        Outcome outcome = Documents.read("out", ran.out().getBytes(StandardCharsets.UTF_8), Outcome.class);
        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("missing-file");
            assertThat(problem.file()).contains(file.toString());
            assertThat(problem.line()).contains(3);
            assertThat(problem.column()).contains(44);
        });
    }

    @Test
    void stackTracesOnlyWithDebug() {
        assertThat(Ran.atoll("image", "check", "none").err())
                .contains("error: cannot read none")
                .doesNotContain("\tat ");
        assertThat(Ran.atoll("image", "check", "none", "--debug").err()).contains("\tat dev.atoll.document");
        assertThat(Ran.atoll("--debug", "image", "check", "none").err()).contains("\tat dev.atoll.document");
    }

    @Test
    void coloursOnlyOnATerminalAndNotAgainstTheUsersWish() {
        assertThat(Ran.with(Map.of(), true, "image", "check", "none").err()).contains("\u001b[1;31merror: ");
        assertThat(Ran.with(Map.of(), false, "image", "check", "none").err()).doesNotContain("\u001b");
        assertThat(Ran.with(Map.of("NO_COLOR", "1"), true, "image", "check", "none")
                        .err())
                .doesNotContain("\u001b");
        assertThat(Ran.with(Map.of("TERM", "dumb"), true, "image", "check", "none")
                        .err())
                .doesNotContain("\u001b");
    }

    @Test
    void failuresSayWhatHappenedAndNotWhichClass() {
        assertThat(Failures.problems(new UncheckedIOException(new NoSuchFileException("x")))
                        .getFirst()
                        .render())
                .isEqualTo("no such file: x");
        assertThat(Failures.problems(new CommandException("no disk", "plug one in"))
                        .getFirst()
                        .render())
                .isEqualTo("no disk\n  hint: plug one in");
        assertThat(Failures.problems(new InvalidDocumentException(List.of()))).isEmpty();
        assertThat(Failures.problems(new IllegalStateException("x")).getFirst().code())
                .isEqualTo("internal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionScriptsAreValid(String shell) throws Exception {
        Ran ran = Ran.atoll("completion", shell);
        assertThat(ran.status()).isZero();
        Path script = Files.writeString(folder.resolve("atoll." + shell), ran.out());
        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(bash.exitValue()).isZero();
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        Path script = Files.writeString(
                folder.resolve("atoll.bash"), Ran.atoll("completion", "bash").out());
        String ask = "source '" + script + "'; COMP_WORDS=(atoll image ch); COMP_CWORD=2; _complete_atoll; "
                + "echo \"${COMPREPLY[@]}\"; COMP_WORDS=(atoll image check --j); COMP_CWORD=3; _complete_atoll; "
                + "echo \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("check\n--json\n");
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
