package dev.atoll.node.generation;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.change.PathChange.Kind;
import dev.atoll.node.linux.Owned;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What generations say of {@code /var}. Other than {@code /etc} it holds data, so only what a generation names is written,
 * directories stay, and a file goes away only if it is as the generation made it.
 */
final class VarFiles {
    private VarFiles() {}

    /** What differs between two generations, by path. */
    static List<PathChange> changes(Optional<Path> before, Path after) throws IOException {
        TreeSet<Path> paths = new TreeSet<>(below(after));
        if (before.isPresent()) {
            paths.addAll(below(before.get()));
        }
        List<PathChange> changes = new ArrayList<>();
        for (Path path : paths) {
            Optional<Path> old = before.map(it -> it.resolve(path)).filter(VarFiles::exists);
            boolean now = exists(after.resolve(path));
            if (old.isPresent() && now && Node.of(old.get()).equals(Node.of(after.resolve(path)))) {
                continue;
            }
            Kind kind = old.isEmpty() ? Kind.ADDED : now ? Kind.CHANGED : Kind.REMOVED;
            changes.add(new PathChange("/var/" + path, kind));
        }
        return changes;
    }

    /** Makes {@code /var} as a generation says. */
    static void put(Optional<Path> before, Path after, Path var) throws IOException {
        for (PathChange change : changes(before, after)) {
            Path path = Path.of(change.path().substring("/var/".length()));
            Path at = var.resolve(path);
            if (change.kind() == Kind.REMOVED) {
                Path made = before.orElseThrow().resolve(path);
                if (exists(at)
                        && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)
                        && Node.of(at).equals(Node.of(made))) {
                    Files.delete(at);
                }
            }
        }
        for (Path path : below(after)) {
            write(after.resolve(path), var.resolve(path));
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
            Files.createDirectories(at);
            Owned.set(at, wanted.uid(), wanted.gid(), wanted.mode());
            return;
        }
        if (Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
            throw new StageException(at + " is a directory, and is to be a file; move it away");
        }
        Path fresh = at.resolveSibling("." + at.getFileName() + ".atoll");
        Files.deleteIfExists(fresh);
        Files.copy(from, fresh, LinkOption.NOFOLLOW_LINKS);
        Owned.set(fresh, wanted.uid(), wanted.gid(), wanted.mode());
        Files.move(fresh, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(it -> !it.equals(folder))
                    .map(folder::relativize)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** What one path is, as far as a generation says it. */
    private record Node(int mode, int uid, int gid, String content) {
        static Node of(Path path) throws IOException {
            boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            String content = Files.isSymbolicLink(path)
                    ? "-> " + Files.readSymbolicLink(path)
                    : directory ? "" : Digest.of(Files.readAllBytes(path)).hex();
            return new Node(
                    (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS),
                    (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
                    (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS),
                    content);
        }
    }
}
