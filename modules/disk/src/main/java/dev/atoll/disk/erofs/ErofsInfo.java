package dev.atoll.disk.erofs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * What an image says of itself in its superblock.
 *
 * @param size bytes of the file system
 * @param blockSize bytes of a block
 * @param inodes how many there are, as the superblock says
 * @param buildTime seconds since 1970-01-01 UTC
 * @param uuid its identity
 * @param volumeName its label, empty if it has none
 */
public record ErofsInfo(long size, int blockSize, long inodes, long buildTime, UUID uuid, String volumeName) {

    /**
     * Reads the superblock of an image.
     *
     * @param file a file or disk that holds the image
     * @param offset where in it the image begins, in bytes
     * @throws MalformedErofsException if there is none, or one that {@link ErofsReader} refuses
     * @throws IOException if the file cannot be read
     */
    public static ErofsInfo read(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return ErofsImage.open(file, channel, offset).info();
        }
    }
}
