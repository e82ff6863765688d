package dev.atoll.node.foreign;

import dev.atoll.node.config.NodeConfig;
import java.util.List;

/**
 * What a foreign configuration became.
 *
 * @param config valid, whatever the foreign one was
 * @param yaml the same as a document for people, with comments that say where things come from
 * @param findings what is not carried over, or differently, in the order of the foreign documents
 */
public record Imported(NodeConfig config, String yaml, List<Finding> findings) {
    public Imported {
        findings = List.copyOf(findings);
    }

    /** Whether everything was carried over as it is. */
    public boolean isComplete() {
        return findings.isEmpty();
    }

    /** How much of it is gone, for people. */
    public String summary() {
        long lost = findings.stream()
                .filter(it -> it.severity() == Finding.Severity.NOT_CARRIED_OVER)
                .count();
        return lost + " not carried over, " + (findings.size() - lost) + " carried over differently";
    }
}
