package dev.atoll.node.control;

import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code atollctl show}. */
@Command(
        name = "show",
        description = "Print the configuration of a generation; by default of the one in place.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "The generation.")
    private Optional<Integer> number = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        Optional<Integer> wanted = number.isPresent() ? number : node.etc.live();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("the image alone is in place, so there is no configuration");
        }
        if (node.generations.find(wanted.get()).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no generation " + wanted.get() + "; see: atollctl generations");
        }
        Output.result(Files.readString(node.text(wanted.get())).stripTrailing());
        return 0;
    }
}
