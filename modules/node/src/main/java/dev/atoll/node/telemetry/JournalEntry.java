package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Priority;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of the journal.
 *
 * @param cursor its place in the journal
 * @param time when it was written, in microseconds since 1970
 * @param received when the journal received it, in microseconds since 1970
 * @param priority how important it is; empty if it does not say
 * @param message what it says
 * @param fields others that it has, as text
 */
record JournalEntry(
        String cursor,
        long time,
        long received,
        Optional<Priority> priority,
        Optional<Message> message,
        Map<String, String> fields) {
    JournalEntry {
        fields = Map.copyOf(fields);
    }

    /** What an entry says. */
    sealed interface Message {
        /** Text; without unpaired surrogates. */
        record Text(String text) implements Message {}

        /** Bytes that are no UTF-8, in base64. */
        record Binary(String base64) implements Message {}
    }

    /** Whether it is at least as important; what does not say counts as information. */
    boolean reaches(Priority least) {
        return priority.orElse(Priority.INFO).compareTo(least) <= 0;
    }

    /** The unit that wrote it, else the name that the writer gave itself. */
    String service() {
        String name = fields.getOrDefault("_SYSTEMD_UNIT", fields.getOrDefault("SYSLOG_IDENTIFIER", ""));
        return name.isEmpty() ? "unknown_service" : name;
    }
}
