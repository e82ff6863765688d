package dev.atoll.node.drift;

import java.util.List;

/**
 * What a check found; kept as a document, for the agent to tell of.
 *
 * @param checked when, in milliseconds since 1970
 * @param differences all there are
 */
public record DriftReport(long checked, List<Drift.Difference> differences) {
    public DriftReport {
        differences = List.copyOf(differences);
    }

    /** Those that another report does not have in the same way. */
    public List<Drift.Difference> beyond(DriftReport earlier) {
        return differences.stream()
                .filter(it -> !earlier.differences().contains(it))
                .toList();
    }
}
