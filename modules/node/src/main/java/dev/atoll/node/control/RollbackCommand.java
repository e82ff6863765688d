package dev.atoll.node.control;

import dev.atoll.node.change.ChangePlan;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atollctl rollback}. */
@Command(
        name = "rollback",
        description =
                "Go back to an earlier generation; by default to the one before, or out of one that is being tried.",
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
    @Option(names = "--unconfirmed", hidden = true, description = "Only out of what was not confirmed, or was cut off.")
    private boolean unconfirmed;

    @Parameters(paramLabel = "NUMBER", arity = "0..1", description = "The generation, or 0 for the image alone.")
    private Optional<Integer> number = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        Optional<Integer> chosen = node.generations.current().map(Generation::number);
        Optional<Integer> live = node.etc.live();
        boolean trying = !chosen.equals(live);
        Units.cancel("atoll-try");
        if (unconfirmed) {
            node.applier().recover().ifPresent(plan -> PlannedChange.print(PlannedChange.of(plan)));
            return 0;
        }
        Optional<Integer> target = number.isPresent()
                ? number.filter(it -> it != 0)
                : trying ? chosen : node.generations.previous().map(Generation::number);
        if (target.isPresent() && node.generations.find(target.get()).isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no generation " + target.get() + "; see: atollctl generations");
        }
        ChangePlan plan = node.applier().go(target);
        PlannedChange.print(PlannedChange.of(plan));
        Output.result(target.map(it -> "generation " + it).orElse("the image alone"));
        return 0;
    }
}
