package dev.atoll.image.definition;

import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.file.Path;

/** Locks on disk, as JSON. The same lock is always the same bytes. */
public final class LockFile {
    private LockFile() {}

    /**
     * Reads a lock.
     *
     * @throws dev.atoll.document.InvalidDocumentException with all its problems
     */
    public static Lock read(Path file) {
        return Documents.read(file, Lock.class);
    }

    /** Writes a lock, atomically. */
    public static void write(Path file, Lock lock) throws IOException {
        Documents.writeJson(file, lock);
    }
}
