package dev.atoll.image.signing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a directory of keys that appears whole or not at all, readable by its owner only. */
final class KeyDirectory {
    private KeyDirectory() {}

    /**
     * Writes the files into a temporary sibling, which then gets the directory's name.
     *
     * @param files content by name; names that end in {@code .key} are secret
     * @throws SigningKeyException if there is something of that name
     */
    static void write(Path directory, Map<String, byte[]> files) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new SigningKeyException(directory, "is no place for keys; give another directory");
        }
        requireAbsent(directory);
        Files.createDirectories(parent);
        Path temporary =
                Files.createTempDirectory(parent, "." + target.getFileName() + ".", permissions(parent, "rwx------"));
        List<Path> written = new ArrayList<>();
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = temporary.resolve(file.getKey());
                written.add(path);
                write(path, file.getValue(), file.getKey().endsWith(".key") ? "rw-------" : "rw-r--r--");
            }
            sync(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            sync(parent);
        } catch (FileAlreadyExistsException e) {
            throw new SigningKeyException(directory, "was made by someone else at the same time", e);
        } finally {
            for (Path path : written) {
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(temporary);
        }
    }

    /** @throws SigningKeyException if there is something of that name */
    static void requireAbsent(Path directory) {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new SigningKeyException(
                    directory, "exists already, and keys are never overwritten; give another directory");
        }
    }

    private static void write(Path file, byte[] content, String mode) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions(file, mode))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void sync(Path directory) throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path near, String mode) {
        return isPosix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
