package dev.atoll.systemtests.effects;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A tree on a disk, with its owners and modes, in which its own programs can run: needs root. Extended attributes stay
 * behind.
 */
public final class ReferenceTree implements AutoCloseable {
    /** What programs may need to be there beside the tree: null and randomness. */
    private static final Map<String, Integer> DEVICES = Map.of("null", 3, "zero", 5, "random", 8, "urandom", 9);

    private final Path root;
    private final long date;

    private ReferenceTree(Path root, long date) {
        this.root = root;
        this.date = date;
    }

    /**
     * Writes a tree into a directory that does not exist yet.
     *
     * @param date what programs are to take for now, seconds since 1970
     */
    public static ReferenceTree write(FileTree tree, Path root, long date) {
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new AssertionError("judging a tree by its own tools needs root: run this test as root");
        }
        ReferenceTree reference = new ReferenceTree(root, date);
        reference.add(tree);
        for (Map.Entry<String, Integer> device : DEVICES.entrySet()) {
            Path path = root.resolve("dev").resolve(device.getKey());
            Command.of("mknod", "-m", "666", path, "c", 1, device.getValue())
                    .run()
                    .succeeded();
        }
        return reference;
    }

    /** Adds what another tree has and this one has not; directories that both have stay as they are. */
    public void add(FileTree tree) {
        Map<Node, Path> written = new IdentityHashMap<>();
        try {
            for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
                Path path = root.resolve(entry.getKey());
                if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    write(entry.getValue(), path, written);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Node node, Path path, Map<Node, Path> written) throws IOException {
        Path first = written.putIfAbsent(node, path);
        if (first != null && node instanceof Node.File) {
            Files.createLink(path, first);
            return;
        }
        switch (node) {
            case Node.Directory d -> Files.createDirectories(path);
            case Node.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
            case Node.File file -> {
                try (InputStream in = file.content().open()) {
                    Files.copy(in, path, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            case Node.Special s -> throw new AssertionError("a device in a composed tree: " + path);
        }
        Metadata metadata = node.metadata();
        Files.setAttribute(path, "unix:uid", (int) metadata.uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) metadata.gid(), LinkOption.NOFOLLOW_LINKS);
        if (!(node instanceof Node.Symlink)) {
            Files.setAttribute(path, "unix:mode", metadata.mode());
            Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(metadata.mtime())));
        }
    }

    /** The directory that is the root. */
    public Path root() {
        return root;
    }

    /** Whether there is something at a path. */
    public boolean has(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes a directory, and those above it. */
    public void makeDirectory(String path) {
        try {
            Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one of its programs with itself as the root, where {@code /proc} is its own and {@code /run} is empty. */
    public Command.Result run(Object... words) {
        String enter =
                "mount -t proc proc \"$0/proc\" && mount -t tmpfs tmpfs \"$0/run\" && mount -t tmpfs tmpfs \"$0/tmp\""
                        + " && exec chroot \"$0\" \"$@\"";
        return Command.of("unshare", "--mount", "--pid", "--fork", "--net", "sh", "-c", enter, root)
                .and(words)
                .with("PATH", "/usr/sbin:/usr/bin")
                .with("LC_ALL", "C.UTF-8")
                .with("DEBIAN_FRONTEND", "noninteractive")
                .with("SYSTEMD_OFFLINE", 1)
                .with("SOURCE_DATE_EPOCH", date)
                .run();
    }

    /** Reads a directory back; empty if it is not there. Paths are those of the whole tree. */
    public FileTree read(String directory) {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        Path from = root.resolve(directory);
        if (!Files.isDirectory(from)) {
            return tree;
        }
        try (Stream<Path> below = Files.walk(from)) {
            for (Path path : below.sorted(Comparator.comparing(Path::toString)).toList()) {
                String name = root.relativize(path).toString();
                tree.mkdirs(TreePath.parent(name), Metadata.root(0755, 0));
                tree.put(name, node(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tree;
    }

    private static Node node(Path path) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) stat.get("mode");
        Metadata metadata = new Metadata(
                Integer.toUnsignedLong((int) stat.get("uid")),
                Integer.toUnsignedLong((int) stat.get("gid")),
                mode & 07777,
                0,
                Collections.emptySortedMap());
        return switch (mode & 0170000) {
            case 0040000 -> new Node.Directory(metadata);
            case 0120000 ->
                new Node.Symlink(metadata, Files.readSymbolicLink(path).toString());
            case 0100000 -> new Node.File(metadata, Content.of(path, 0, (long) stat.get("size")));
            default -> new Node.Special(metadata, Node.Kind.CHARACTER, 0, 0);
        };
    }

    /** Removes it from the disk. */
    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
