package dev.atoll.node.generation;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.change.PathChange.Kind;
import dev.atoll.node.linux.Owned;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a generation says of {@code /var}. Other than {@code /etc} it holds data, so only what a generation names is written,
 * directories stay, and a file goes away only if it is as the generation made it.
 *
 * @param folder holds them as they are to be
 * @param paths what is named, relative to {@code /var}
 */
record VarFiles(Path folder, SortedSet<String> paths) {
    /** Says nothing. */
    static final VarFiles NONE = new VarFiles(Path.of("/nonexistent"), new TreeSet<>());

    private static final String LIST = "var.paths";

    VarFiles {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
    }

    /** Those of a generation that is kept in a folder. */
    static VarFiles of(Path generation) throws IOException {
        return new VarFiles(generation.resolve("var"), new TreeSet<>(Files.readAllLines(generation.resolve(LIST))));
    }

    /** Writes which paths these are; directories above them are not. */
    void writeList(Path generation) throws IOException {
        Files.write(generation.resolve(LIST), paths);
    }

    /** What differs between two generations, by path. */
    static List<PathChange> changes(VarFiles before, VarFiles after) throws IOException {
        TreeSet<String> all = new TreeSet<>(after.paths());
        all.addAll(before.paths());
        List<PathChange> changes = new ArrayList<>();
        for (String path : all) {
            boolean old = before.paths().contains(path);
            boolean now = after.paths().contains(path);
            if (old && now && before.node(path).equals(after.node(path))) {
                continue;
            }
            Kind kind = !old ? Kind.ADDED : now ? Kind.CHANGED : Kind.REMOVED;
            changes.add(new PathChange("/var/" + path, kind));
        }
        return changes;
    }

    private Node node(String path) throws IOException {
        return Node.of(folder.resolve(path));
    }

    /** Makes {@code /var} as the second generation says, coming from the first. */
    static void put(VarFiles before, VarFiles after, Path var) throws IOException {
        for (String path : before.paths()) {
            Path at = var.resolve(path);
            if (!after.paths().contains(path)
                    && exists(at)
                    && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)
                    && Node.of(at).equals(before.node(path))) {
                Files.delete(at);
            }
        }
        for (String path : after.paths()) {
            write(after.folder().resolve(path), var.resolve(path));
        }
    }

    private static void write(Path from, Path at) throws IOException {
        Node wanted = Node.of(from);
        if (exists(at) && Node.of(at).equals(wanted)) {
            return;
        }
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            if (exists(at) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                throw new StageException(at + " is to be a directory, and is something else; move it away");
            }
            parents(at);
            Files.createDirectories(at);
            Owned.set(at, wanted.uid(), wanted.gid(), wanted.mode());
            return;
        }
        if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
            throw new StageException(at + " is a directory, and is to be a file; move it away");
        }
        parents(at);
        Path fresh = at.resolveSibling("." + at.getFileName() + ".atoll");
        Files.deleteIfExists(fresh);
        Files.copy(from, fresh, LinkOption.NOFOLLOW_LINKS);
        Owned.set(fresh, wanted.uid(), wanted.gid(), wanted.mode());
        Files.move(fresh, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Those that are missing, as root's. */
    private static void parents(Path at) throws IOException {
        Path above = at.resolveSibling("").normalize();
        if (!Files.isDirectory(above)) {
            parents(above);
            Files.createDirectory(above);
            Owned.set(above, 0, 0, 0755);
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** What one path is, as far as a generation says it. */
    private record Node(int mode, int uid, int gid, String content) {
        static Node of(Path path) throws IOException {
            boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            String content =
                    Files.isSymbolicLink(path) ? "-> " + Files.readSymbolicLink(path) : directory ? "" : digest(path);
            return new Node(
                    (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS),
                    (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
                    (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS),
                    content);
        }

        /** They may be larger than the memory. */
        private static String digest(Path file) throws IOException {
            MessageDigest digest = Digest.sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Digest.finish(digest).hex();
        }
    }
}
