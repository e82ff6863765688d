package dev.atoll.disk.gpt;

/** Neither the primary nor the backup partition table of a disk can be used. */
public final class MalformedGptException extends RuntimeException {
    public MalformedGptException(String message) {
        super(message.replace("\n", "\\n"));
    }

    public MalformedGptException(String message, Throwable cause) {
        super(message.replace("\n", "\\n"), cause);
    }
}
