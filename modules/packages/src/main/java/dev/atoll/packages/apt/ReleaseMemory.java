package dev.atoll.packages.apt;

import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The newest release file that a store has seen of each suite and key, as a note: its date in seconds since 1970 and its
 * digest. A mirror that offers an older one is out of date, or somebody plays back what had holes that are mended now; a
 * signature alone cannot tell. Without a network, the newest one seen is what there is.
 */
record ReleaseMemory(ContentStore store) {
    private static final String KIND = "newest-release";

    /** Something remembered. */
    record Seen(Instant date, Digest inRelease) {
        static Optional<Seen> parse(String text) {
            String[] words = text.strip().split(" ", -1);
            try {
                return words.length == 2
                        ? Optional.of(new Seen(Instant.ofEpochSecond(Long.parseLong(words[0])), new Digest(words[1])))
                        : Optional.empty();
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty(); // damaged: as if never seen
            }
        }
    }

    /** Why a release file of that date must not be used; nothing if it may. */
    Optional<String> objection(AptSource source, String signingKey, Instant date) {
        return seen(source, signingKey)
                .filter(seen -> date.isBefore(seen.date()))
                .map(seen -> "it is of " + date + ", but this store has seen one of " + seen.date()
                        + ": the mirror is behind, or somebody plays back an old state (to accept older ones, remove "
                        + store.root().resolve("notes").resolve(KIND).resolve(key(source, signingKey)) + ")");
    }

    /** Remembers a release file, unless a newer one is remembered. */
    void remember(AptSource source, String signingKey, Instant date, Digest inRelease) {
        Seen now = new Seen(date, inRelease);
        Optional<Seen> before = seen(source, signingKey);
        if (before.isEmpty()
                || (!before.get().equals(now) && !before.get().date().isAfter(date))) {
            store.note(KIND, key(source, signingKey), date.getEpochSecond() + " " + inRelease.hex() + "\n");
        }
    }

    /** The newest release file seen of a source, by any of the keys that may sign it. */
    Optional<Seen> newest(AptSource source, List<String> keys) {
        return keys.stream().flatMap(key -> seen(source, key).stream()).max(Comparator.comparing(Seen::date));
    }

    private Optional<Seen> seen(AptSource source, String signingKey) {
        return store.note(KIND, key(source, signingKey)).flatMap(Seen::parse);
    }

    private static String key(AptSource source, String signingKey) {
        return (source.isSecurity() ? "security" : "main") + "+" + source.suite() + "+" + signingKey;
    }
}
