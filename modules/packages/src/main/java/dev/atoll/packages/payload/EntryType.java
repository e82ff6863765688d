package dev.atoll.packages.payload;

/** What a {@link PayloadEntry} is. The order is part of the cached index's format. */
public enum EntryType {
    FILE,
    DIRECTORY,
    SYMLINK,
    /** Another name of a {@link #FILE} of the same package. */
    HARD_LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    FIFO
}
