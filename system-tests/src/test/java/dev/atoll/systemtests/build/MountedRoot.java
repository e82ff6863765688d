package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.Digest;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A root file system as the kernel shows it, or as fsck.erofs extracts it where mounting is not allowed. */
record MountedRoot(Path path, boolean mounted) implements AutoCloseable {

    static MountedRoot of(Path image, Path directory) throws IOException {
        Path at = Files.createDirectory(directory.resolve("root"));
        if ("root".equals(System.getProperty("user.name"))) {
            Command.of("modprobe", "erofs").run();
            Command.of("mount", "-t", "erofs", "-o", "loop,ro", image, at).run().succeeded();
            return new MountedRoot(at, true);
        }
        Command.of("fsck.erofs", "--extract=" + at, "--overwrite", image).run().succeeded();
        return new MountedRoot(at, false);
    }

    /** Compares every path with the tree: one line a difference. */
    List<String> differences(FileTree tree) throws IOException {
        List<String> differences = new ArrayList<>();
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> below = Files.walk(path)) {
            below.forEach(file -> files.put(path.relativize(file).toString(), file));
        }
        assertThat(files).hasSizeGreaterThan(1000);
        Map<Node, Integer> links = new IdentityHashMap<>();
        tree.nodes().values().forEach(node -> links.merge(node, 1, Integer::sum));
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            Path file = files.remove(entry.getKey());
            String expected = describe(entry.getValue(), links.get(entry.getValue()));
            String found = file == null ? "nothing" : describe(file);
            if (!expected.equals(found)) {
                differences.add("/" + entry.getKey() + ": expected " + expected + ", found " + found);
            }
        }
        files.keySet().forEach(surplus -> differences.add("/" + surplus + ": not in the tree"));
        return differences;
    }

    private String describe(Node node, int links) {
        String inode = mounted
                ? "%o %d:%d %d "
                        .formatted(
                                node.metadata().mode(),
                                node.metadata().uid(),
                                node.metadata().gid(),
                                node.metadata().mtime())
                : "";
        return inode
                + switch (node) {
                    case Node.Directory d -> "directory";
                    case Node.Symlink s -> "link to " + s.target();
                    case Node.Special s -> "special";
                    case Node.File f ->
                        "file with " + (mounted ? links : 1) + " links, "
                                + Digest.of(f.content().bytes());
                };
    }

    private String describe(Path file) throws IOException {
        Map<String, Object> stat =
                Files.readAttributes(file, "unix:mode,uid,gid,lastModifiedTime,nlink", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) stat.get("mode");
        String inode = mounted
                ? "%o %d:%d %d "
                        .formatted(
                                mode & 07777,
                                (int) stat.get("uid"),
                                (int) stat.get("gid"),
                                Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                        .toInstant()
                                        .getEpochSecond())
                : "";
        return inode
                + switch (mode & 0170000) {
                    case 0040000 -> "directory";
                    case 0120000 -> "link to " + Files.readSymbolicLink(file);
                    case 0100000 -> "file with " + (mounted ? stat.get("nlink") : 1) + " links, " + digest(file);
                    default -> "special";
                };
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Digest.finish(digest);
    }

    @Override
    public void close() throws IOException {
        if (mounted) {
            Command.of("umount", path).run().succeeded();
            Files.delete(path);
        }
    }
}
