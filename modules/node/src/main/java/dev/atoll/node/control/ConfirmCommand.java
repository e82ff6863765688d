package dev.atoll.node.control;

import dev.atoll.node.output.Output;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code atollctl confirm}. */
@Command(name = "confirm", description = "Keep the generation that is being tried.", mixinStandardHelpOptions = true)
final class ConfirmCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        Units.cancel("atoll-try");
        Optional<Integer> kept = new Node().applier().keep();
        Output.result(kept.map(it -> "generation " + it + " stays").orElse("the image alone stays"));
        return 0;
    }
}
