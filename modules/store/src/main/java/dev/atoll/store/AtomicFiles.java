package dev.atoll.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** Files that appear complete or not at all: written aside, synced, renamed, and the directory synced. */
record AtomicFiles(Path aside) {
    private static final int BUFFER = 1 << 16;
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Makes the directory and removes abandoned files and directories, by the file system's own clock. */
    void prepare() throws IOException {
        Files.createDirectories(aside);
        Path probe = temporary();
        FileTime limit =
                FileTime.from(Files.getLastModifiedTime(probe).toInstant().minus(ABANDONED));
        Files.delete(probe);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(aside)) {
            for (Path file : old) {
                removeIfBefore(file, limit);
            }
        }
    }

    private static void removeIfBefore(Path file, FileTime limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                remove(file);
            }
        } catch (NoSuchFileException e) {
            // its writer, or another process that opens the store, was faster
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    remove(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    <T> T inDirectory(ContentStore.DirectoryWork<T> work) throws IOException {
        Path directory = Files.createTempDirectory(aside, "");
        try {
            return work.in(directory);
        } finally {
            remove(directory);
        }
    }

    Path temporary() throws IOException {
        return Files.createTempFile(aside, "", ".tmp");
    }

    void write(Path target, ContentStore.Writing writing) throws IOException {
        Path file = temporary();
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                writing.to(out);
                out.flush();
                channel.force(true);
            }
            publish(file, target);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    void publish(Path synced, Path target) throws IOException {
        Path directory = target.resolveSibling(".").normalize();
        Files.createDirectories(directory);
        Files.move(synced, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(directory);
    }

    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // not every file system lets a directory be opened; the name is then durable when the system decides
        }
    }
}
