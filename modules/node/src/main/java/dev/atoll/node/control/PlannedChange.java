package dev.atoll.node.control;

import dev.atoll.document.Documents;
import dev.atoll.node.change.ChangePlan;
import dev.atoll.node.output.Output;
import java.util.List;

/**
 * A change as it is shown.
 *
 * @param path what changes
 * @param kind how
 * @param cost what it costs: {@code live}, {@code restarts UNIT}, {@code reboot}
 */
record PlannedChange(String path, String kind, String cost) {
    static List<PlannedChange> of(ChangePlan plan) {
        return plan.changes().stream()
                .map(it -> new PlannedChange(
                        it.change().path(),
                        Documents.spelling(it.change().kind()),
                        it.step().cost()))
                .toList();
    }

    static void print(List<PlannedChange> changes) {
        if (changes.isEmpty()) {
            Output.result("nothing changes");
        }
        int width = changes.stream().mapToInt(it -> it.path().length()).max().orElse(0);
        String format = "%-8s %-" + Math.max(1, width) + "s  %s";
        changes.forEach(it -> Output.result(format.formatted(it.kind(), it.path(), it.cost())));
    }
}
