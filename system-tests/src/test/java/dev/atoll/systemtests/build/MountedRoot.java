package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.Digest;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
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
        Map<Node, String> expectedInodes = new IdentityHashMap<>();
        Map<Object, String> foundInodes = new HashMap<>();
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            String name = entry.getKey();
            Node node = entry.getValue();
            Path file = files.remove(name);
            if (file == null) {
                differences.add("/" + name + ": missing");
                continue;
            }
            String expected = describe(node);
            String found = describe(file);
            if (mounted && node instanceof Node.File) {
                Map<String, Object> stat = stat(file);
                // Several names of one inode are told by the first of them.
                expected += ", %d links, inode of %s"
                        .formatted(links.get(node), expectedInodes.computeIfAbsent(node, it -> name));
                found += ", %d links, inode of %s"
                        .formatted(stat.get("nlink"), foundInodes.computeIfAbsent(stat.get("ino"), it -> name));
            }
            if (!expected.equals(found)) {
                differences.add("/" + name + ": expected " + expected + ", found " + found);
            }
        }
        files.keySet().forEach(surplus -> differences.add("/" + surplus + ": not in the tree"));
        return differences;
    }

    private String describe(Node node) {
        Metadata metadata = node.metadata();
        String inode = mounted
                ? "%o %d:%d %s "
                        .formatted(
                                metadata.mode(),
                                metadata.uid(),
                                metadata.gid(),
                                Instant.ofEpochSecond(metadata.mtime()))
                : "";
        return inode
                + switch (node) {
                    case Node.Directory d -> "directory";
                    case Node.Symlink s -> "link to " + s.target();
                    case Node.Special s ->
                        "%s %d:%d".formatted(s.kind().name().toLowerCase(Locale.ROOT), s.major(), s.minor());
                    case Node.File f ->
                        "file of %d bytes, %s"
                                .formatted(
                                        f.content().size(),
                                        Digest.of(f.content().bytes()));
                };
    }

    private String describe(Path file) throws IOException {
        Map<String, Object> stat = stat(file);
        int mode = (int) stat.get("mode");
        String inode = mounted
                ? "%o %d:%d %s "
                        .formatted(
                                mode & 07777,
                                Integer.toUnsignedLong((int) stat.get("uid")),
                                Integer.toUnsignedLong((int) stat.get("gid")),
                                ((FileTime) stat.get("lastModifiedTime")).toInstant())
                : "";
        return inode
                + switch (mode & 0170000) {
                    case 0040000 -> "directory";
                    case 0120000 -> "link to " + Files.readSymbolicLink(file);
                    case 0100000 -> "file of %d bytes, %s".formatted(stat.get("size"), digest(file));
                    case 0020000 -> "character " + numbers((long) stat.get("rdev"));
                    case 0060000 -> "block " + numbers((long) stat.get("rdev"));
                    case 0010000 -> "fifo 0:0";
                    case 0140000 -> "socket 0:0";
                    default -> "a file of mode 0" + Integer.toOctalString(mode);
                };
    }

    private static Map<String, Object> stat(Path file) throws IOException {
        return Files.readAttributes(
                file, "unix:mode,uid,gid,size,lastModifiedTime,nlink,ino,rdev", LinkOption.NOFOLLOW_LINKS);
    }

    /** Major and minor number, as Linux packs them (makedev(3)). */
    private static String numbers(long device) {
        return "%d:%d".formatted(device >> 8 & 0xfff, device & 0xff | device >> 12 & 0xfff00);
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
