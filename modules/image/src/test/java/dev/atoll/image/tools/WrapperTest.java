package dev.atoll.image.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrappers, run by a real shell against a loader that shows its arguments. */
class WrapperTest {
    private static final String START = """
            - programs: [big, scr*]
              environment: {DATA: "{tree}/it's $HOME `x` {tree}"}
              unset: [GONE]
              arguments: [-L, "{tree}/a b", "", "plain$"]
            """;

    @TempDir
    private Path folder;

    private Path tools;

    @BeforeEach
    void compose() throws IOException {
        tools = folder.resolve("a tree's \"home\" $x");
        ToolSamples.compose(folder, ToolSamples.definition(folder, START), tools);
    }

    private String run(Path at, Map<String, String> environment, String... words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(at.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String run(String name, String... arguments) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(tools.resolve("bin").resolve(name).toString()));
        words.addAll(List.of(arguments));
        return run(folder, Map.of("PATH", "/usr/bin:/bin", "GONE", "still here"), words.toArray(new String[0]));
    }

    private String loaded(String argv0, String program) {
        Path tree = tools.resolve("tree");
        return "<--library-path>\n<" + tree + "/lib:" + tree + "/lib/it's more>\n<--argv0>\n<" + argv0 + ">\n<" + tree
                + "/" + program + ">\n";
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws IOException {
        assertThat(run("measure", "", "a b", "it's", "\"$HOME\"", "`id`", "*", "\\", "line\nbreak", "--", "-n"))
                .endsWith(loaded(tools + "/bin/measure", "lib/deep/measure")
                        + "<>\n<a b>\n<it's>\n<\"$HOME\">\n<`id`>\n<*>\n<\\>\n<line\nbreak>\n<-->\n<-n>\n");
    }

    @Test
    void whatTheDefinitionSaysIsTakenLiterallyButForTheTree() throws IOException {
        Path tree = tools.resolve("tree");
        assertThat(run("big", "mine"))
                .contains("DATA=" + tree + "/it's $HOME `x` " + tree + "\n", "GONE=unset\n")
                .endsWith("/big>\n<-L>\n<" + tree + "/a b>\n<>\n<plain$>\n<mine>\n");
        assertThat(run("measure")).contains("DATA=unset\n", "GONE=still here\n");
    }

    @Test
    void otherToolsAreFoundFirst() throws IOException {
        assertThat(run("big")).contains("PATH=" + tools + "/bin:/usr/bin:/bin\n");
        Map<String, String> inside = Map.of("PATH", tools + "/bin:/bin");
        assertThat(run(folder, inside, tools + "/bin/big")).contains("PATH=" + tools + "/bin:/bin\n");
    }

    @Test
    void theTreeIsFoundFromAnyPlaceAndThroughLinks() throws IOException {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin");
        String expected = loaded(tools + "/bin/measure", "lib/deep/measure");
        assertThat(run(tools, environment, "sh", "bin/measure")).endsWith(expected);
        assertThat(run(tools.resolve("bin"), environment, "sh", "measure")).endsWith(expected);
        Path link = Files.createSymbolicLink(folder.resolve("link"), tools.resolve("bin/measure"));
        assertThat(run(folder, environment, link.toString())).endsWith(expected);
    }

    @Test
    void aTreeMayBeMoved() throws IOException {
        Path moved = folder.resolve("moved");
        Files.move(tools, moved);
        tools = moved;
        assertThat(run("alias")).endsWith(loaded(moved + "/bin/alias", "usr/sbin/alias"));
    }

    @Test
    void scriptsRunByTheInterpreterOfTheTree() throws IOException {
        Path tree = tools.resolve("tree");
        String python = loaded(tree + "/usr/bin/python3.13", "usr/bin/python3.13");
        assertThat(run("script", "x"))
                .endsWith(python + "<-s -x>\n<" + tree + "/usr/bin/script>\n<-L>\n<" + tree
                        + "/a b>\n<>\n<plain$>\n<x>\n");
        assertThat(run("env-script")).endsWith(python + "<" + tree + "/usr/bin/env-script>\n");
    }

    @Test
    void shellScriptsRunByTheHostsShell() throws IOException {
        assertThat(run("shell", "a b")).isEqualTo("shell a b\n");
    }

    @Test
    void onlyProgramsOfWhatWasAskedForGetWrappers() throws IOException {
        try (var names = Files.list(tools.resolve("bin"))) {
            assertThat(names.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "alias",
                            "big",
                            "env-script",
                            "measure",
                            "odd name's",
                            "python3",
                            "python3.13",
                            "script",
                            "shell");
        }
        assertThat(run("odd name's")).endsWith(loaded(tools + "/bin/odd name's", "usr/bin/odd name's"));
    }

    @Test
    void namesOfVariablesCannotBeShellCode() {
        assertThatThrownBy(() -> ToolSamples.definition(folder, "- {programs: [x], environment: {\"A;id\": b}}"))
                .hasMessageContaining("not the name of a variable: A;id");
        assertThatThrownBy(() -> ToolSamples.definition(folder, "- {programs: [x], unset: [\"A B\"]}"))
                .hasMessageContaining("not the name of a variable: A B");
    }
}
