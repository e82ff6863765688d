package dev.atoll.disk.fat;

/** A tree or a size that FAT32 cannot hold; thrown before anything is written. */
public final class FatLimitException extends RuntimeException {
    public FatLimitException(String message) {
        super(message);
    }
}
