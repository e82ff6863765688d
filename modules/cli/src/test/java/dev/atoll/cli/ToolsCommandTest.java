package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.cli.command.Session;
import dev.atoll.cli.tools.RunCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class ToolsCommandTest {
    @Test
    void theGroupAloneSaysWhatThereIs() {
        Ran ran = Ran.atoll("tools");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("run", "path", "list", "lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "path", "list", "lock"})
    void everyCommandHasHelpWithExamples(String command) {
        Ran ran = Ran.atoll("tools", command, "--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Usage: atoll tools " + command, "Examples:", "--store");
    }

    @Test
    void optionsAfterTheToolAreTheTools() {
        assertThat(parse("--store", "s", "rpm", "--version", "-h", "--", "--store", "-x"))
                .containsExactly("rpm", "--version", "-h", "--", "--store", "-x");
        assertThat(parse("--", "rpm", "--help")).containsExactly("rpm", "--help");
    }

    private static List<String> parse(String... arguments) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        RunCommand command = new RunCommand(new Session(nowhere, nowhere, Map.of(), false));
        ParseResult parsed = new CommandLine(command).parseArgs(arguments);
        assertThat(parsed.hasMatchedOption("--help")).isFalse();
        String tool = parsed.matchedPositionalValue(0, "");
        List<String> rest = parsed.matchedPositionalValue(1, List.of());
        return Stream.concat(Stream.of(tool), rest.stream()).toList();
    }

    @Test
    void aRunWithoutAToolIsWrongUsage() {
        Ran ran = Ran.atoll("tools", "run");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("COMMAND");
    }

    @Test
    void whoseQemuIsOneOfTwo() {
        Ran ran = Ran.atoll("up", "--qemu", "mine");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).containsIgnoringCase("host, tools").contains("--qemu");
    }
}
