package dev.atoll.node.change;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to be done for each change, in the order of the paths.
 *
 * @param changes every change with its step
 */
public record ChangePlan(List<Planned> changes) {
    public ChangePlan {
        changes = List.copyOf(changes);
    }

    /**
     * A change and what it costs.
     *
     * @param change what differs
     * @param step what has to be done
     */
    public record Planned(PathChange change, Step step) {}

    /** Plans changes. */
    public static ChangePlan of(List<PathChange> changes) {
        List<Planned> planned = new ArrayList<>();
        changes.forEach(change -> planned.add(new Planned(change, PathRules.step(change))));
        return new ChangePlan(planned);
    }

    /** Every step once, in an order that can be carried out; a unit that is started or stopped is not restarted too. */
    public List<Step> steps() {
        Set<Step> steps = new LinkedHashSet<>();
        changes.forEach(it -> steps.add(it.step()));
        Set<String> started = new LinkedHashSet<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Start(String unit) -> started.add(unit);
                case Step.Stop(String unit) -> started.add(unit);
                default -> {
                    // Says nothing of other steps.
                }
            }
        }
        return steps.stream()
                .filter(step -> !(step instanceof Step.Restart(String unit) && started.contains(unit)))
                .sorted((one, other) -> Integer.compare(rank(one), rank(other)))
                .toList();
    }

    /** Whether part of it waits for a reboot. */
    public boolean needsReboot() {
        return changes.stream().anyMatch(it -> it.step() instanceof Step.Reboot);
    }

    private static int rank(Step step) {
        return switch (step) {
            case Step.Stop _ -> 0;
            case Step.Nothing _, Step.SetHostname _, Step.LoadModules _ -> 1;
            case Step.ApplySysctl _, Step.ReloadDevices _, Step.MakeFiles _ -> 2;
            case Step.ReloadNetwork _ -> 3;
            case Step.Reload _, Step.Renew _, Step.RemoveSwapFile _ -> 4;
            case Step.Restart _ -> 5;
            case Step.Start _ -> 6;
            case Step.Reboot _ -> 7;
        };
    }
}
