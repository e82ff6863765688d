package dev.atoll.node.fetch;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connection until it takes the connection
 * @param silence until an answer begins, and between two of its bytes
 * @param total until an answer has ended
 */
public record Patience(Duration connection, Duration silence, Duration total) {
    /** For documents, questions and reports. */
    public static final Patience SHORT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** For files that may be large; what has arrived in that time is continued. */
    public static final Patience LONG =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(30));

    public Patience {
        if (connection.isNegative() || connection.isZero() || silence.isZero() || silence.compareTo(total) > 0) {
            throw new IllegalArgumentException("bad patience");
        }
    }
}
