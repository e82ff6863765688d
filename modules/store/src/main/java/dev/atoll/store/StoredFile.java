package dev.atoll.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a store.
 *
 * @param kind what it is there for
 * @param group of derived files: what sort; else empty
 * @param digest the object's, or that of the object it was derived from, if there is one
 * @param path where it is
 * @param size in bytes
 * @param used when it was last used, or written
 */
public record StoredFile(Kind kind, String group, Optional<Digest> digest, Path path, long size, Instant used) {
    /** What a file is there for. */
    public enum Kind {
        /** Bytes under their digest. */
        OBJECT,
        /** Derived from objects; can be derived again. */
        DERIVED,
        /** An unfinished download. */
        PART,
        /** An object that had other bytes than its name says. */
        QUARANTINED
    }
}
