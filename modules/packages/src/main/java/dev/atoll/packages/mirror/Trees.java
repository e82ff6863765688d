package dev.atoll.packages.mirror;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories and files that a web server may read, whatever the umask. */
final class Trees {
    private Trees() {}

    /** Writes a file under another name, syncs and renames it. */
    static void write(Path target, byte[] bytes) throws IOException {
        directories(target.resolveSibling("."));
        Path beside = target.resolveSibling("." + target.getFileName() + ".new");
        Files.write(beside, bytes);
        readable(beside);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes directories. */
    static void directories(Path directory) throws IOException {
        Path normal = directory.normalize();
        if (!Files.isDirectory(normal)) {
            Path parent = normal.getParent();
            if (parent != null) {
                directories(parent);
            }
            Files.createDirectories(normal);
            Files.setPosixFilePermissions(normal, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Syncs a file that everybody may read from now on. */
    static void readable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    /** Removes a file or a tree, if it is there. */
    static void delete(Path tree) throws IOException {
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
