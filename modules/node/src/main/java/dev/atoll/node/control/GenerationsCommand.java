package dev.atoll.node.control;

import dev.atoll.node.generation.Generation;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atollctl generations}. */
@Command(name = "generations", description = "List the generations of this node.", mixinStandardHelpOptions = true)
final class GenerationsCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    /** What {@code --json} prints. */
    record All(List<Generation> generations, Optional<Integer> chosen, Optional<Integer> live) {}

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        Optional<Integer> chosen = node.generations.current().map(Generation::number);
        Optional<Integer> live = node.etc.live();
        List<Generation> all = node.generations.all();
        if (json.given()) {
            Output.json(new All(all, chosen, live));
            return 0;
        }
        all.forEach(it -> {
            String marks = (live.equals(Optional.of(it.number())) ? " live" : "")
                    + (chosen.equals(Optional.of(it.number())) ? " chosen" : "");
            Output.result(it.number() + "  " + Instant.ofEpochSecond(it.made()) + "  " + it.source() + marks);
        });
        return 0;
    }
}
