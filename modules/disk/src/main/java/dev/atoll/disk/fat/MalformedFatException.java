package dev.atoll.disk.fat;

/** Bytes that are no FAT32 volume, a damaged one, or one too large to be read into memory. */
public final class MalformedFatException extends RuntimeException {
    public MalformedFatException(String message) {
        super(message.replace("\n", "\\n"));
    }
}
