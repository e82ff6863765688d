package dev.atoll.node.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is told of a node.
 *
 * @param report version of this document: 1
 * @param node a name of the machine that does not tell its machine-id, 32 hexadecimal digits
 * @param event what ended
 * @param result how
 * @param generation the one in place; none if the image alone is
 * @param reason why it failed
 * @param problems what is wrong with the configuration
 * @param time when, in seconds since 1970 by the node's clock
 */
public record NodeReport(
        int report,
        String node,
        Event event,
        Result result,
        Optional<Integer> generation,
        Optional<Reason> reason,
        List<Spot> problems,
        long time) {
    public NodeReport {
        problems = List.copyOf(problems);
    }

    /** What ended. */
    public enum Event {
        /** A configuration that was delivered was taken, or not. */
        PROVISION,
        /** Somebody on the node applied a configuration. */
        APPLY
    }

    /** How it ended. */
    public enum Result {
        /** As it should. */
        SUCCESS,
        /** It changed nothing. */
        FAILURE
    }

    /** Why something failed. */
    public enum Reason {
        /** The configuration is wrong. */
        INVALID,
        /** Something that it needs could not be fetched. */
        UNREACHABLE,
        /** The image cannot have it. */
        REFUSED_BY_IMAGE,
        /** A secret is not there. */
        MISSING_SECRET,
        /** The running system did not follow. */
        ACTIVATION,
        /** Something else. */
        FAILED
    }

    /**
     * Something that is wrong, without its words: these may quote the configuration.
     *
     * @param code as docs/errors.md lists them
     * @param document name of it, if it has a place
     * @param line from 1
     * @param column from 1
     */
    public record Spot(String code, Optional<String> document, Optional<Integer> line, Optional<Integer> column) {
        @Override
        public String toString() {
            return code
                    + document.map(it -> " at " + it + ":" + line.orElse(0) + ":" + column.orElse(0))
                            .orElse("");
        }
    }

    /** In one line, for services that take no more. */
    public String summary() {
        return reason.map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .orElse("done")
                + problems.stream()
                        .map(Spot::toString)
                        .collect(Collectors.joining(", ", problems.isEmpty() ? "" : ": ", ""));
    }
}
