package dev.atoll.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** The store on disk could not do what it was asked for; the text says what, where, why and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path path;

    StoreException(Path path, String message) {
        super(message);
        this.path = path;
    }

    private StoreException(Path path, String message, IOException cause) {
        super(message, cause);
        this.path = path;
    }

    /** A failure of the file system or of the bytes' source while {@code doing} something at {@code path}. */
    static StoreException of(String doing, Path path, IOException cause) {
        return new StoreException(
                path, "cannot " + doing + " " + path + ": " + why(cause) + "\n  hint: " + hint(cause), cause);
    }

    private static String why(IOException cause) {
        String reason = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static String hint(IOException cause) {
        String why = why(cause).toLowerCase(Locale.ROOT);
        if (why.contains("no space left") || why.contains("disk quota")) {
            return "free some space on that file system, or keep the store on a larger one";
        }
        if (why.contains("accessdenied") || why.contains("permission") || why.contains("read-only")) {
            return "make the store's directory writable, or keep the store elsewhere";
        }
        return "check the disk and the store's directory, then run the same command again";
    }

    /** The file or directory that was being worked on. */
    public Path path() {
        return path;
    }
}
