package dev.atoll.disk.erofs;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Trees to write, and their description as text to compare. */
public final class Trees {
    public static final long TIME = 1_700_000_000L;

    private Trees() {}

    /** What every format of this module can hold. */
    public static FileTree ordinary() {
        FileTree tree = new FileTree(Metadata.root(0755, TIME));
        directory(tree, "etc", 0755);
        directory(tree, "usr/bin", 0755);
        directory(tree, "tmp", 01777);
        directory(tree, "empty", 0700);
        directory(tree, "dev", 0755);
        directory(tree, "sizes", 0755);
        for (int size : new int[] {0, 1, 31, 4095, 4096, 4097, 8192, 70_000, 1_048_576, 1_048_577, 2_500_000}) {
            tree.put("sizes/" + size, file(0644, random(size, size)));
        }
        Node.File linked = file(04755, random(5000, 1));
        tree.put("usr/bin/a", linked);
        tree.put("usr/bin/z", linked);
        tree.put("etc/linked", linked);
        Node.File none = file(0600, new byte[0]);
        tree.put("etc/none-1", none);
        tree.put("etc/none-2", none);
        tree.put("bin", new Node.Symlink(Metadata.root(0777, TIME), "usr/bin"));
        tree.put("etc/long-link", new Node.Symlink(Metadata.root(0777, TIME), "x/".repeat(2047) + "y"));
        tree.put("etc/half-link", new Node.Symlink(Metadata.root(0777, TIME), "h".repeat(2000)));
        tree.put("etc/ünïcödé-😀", file(0644, new byte[] {1, 2, 3}));
        tree.put("etc/\uffee-before-😀", file(0644, new byte[] {4}));
        tree.put("etc/" + "n".repeat(255), file(0644, new byte[] {5}));
        tree.put("etc/!before-the-dots", file(0644, new byte[] {6}));
        tree.put("etc/with space\nand newline", file(0644, new byte[] {7}));
        Metadata owned = Metadata.root(0640, TIME).withOwner(1000, 65535);
        tree.put("etc/owned", new Node.File(owned, Content.of("owned")));
        tree.put("etc/far", new Node.File(owned.withOwner(65536, 4_000_000_000L), Content.of("far")));
        tree.put("etc/older", new Node.File(owned.withMtime(1_234_567_890), Content.of("older")));
        special(tree, "dev/null", Node.Kind.CHARACTER, 1, 3);
        special(tree, "dev/loop300", Node.Kind.BLOCK, 7, 300);
        special(tree, "dev/far", Node.Kind.CHARACTER, 4095, 1_048_575);
        special(tree, "dev/fifo", Node.Kind.FIFO, 0, 0);
        special(tree, "dev/socket", Node.Kind.SOCKET, 0, 0);
        directory(tree, "many", 0755);
        for (int i = 0; i < 5000; i++) {
            tree.put(
                    "many/entry-" + i + "-" + "p".repeat(i % 40),
                    file(0644, Integer.toString(i).getBytes()));
        }
        return tree;
    }

    /** What EROFS can hold beyond that: extended attributes and times far away. */
    public static FileTree everything() {
        FileTree tree = ordinary();
        directory(tree, "times", 0755);
        tree.put("times/negative", new Node.File(Metadata.root(0644, -5), Content.of("n")));
        tree.put("times/large", new Node.File(Metadata.root(0644, 1L << 40), Content.of("l")));
        directory(tree, "xattrs", 0755);
        byte[] capability = HexFormat.of().parseHex("0100000200200000000000000000000000000000");
        xattr(tree, "xattrs/ping", "security.capability", capability);
        xattr(tree, "xattrs/user", "user.one", "1".getBytes(), "user.two", new byte[0], "user.tri", random(77, 3));
        xattr(tree, "xattrs/trusted", "trusted.overlay.opaque", "y".getBytes());
        xattr(tree, "xattrs/acl", "system.posix_acl_access", acl());
        xattr(tree, "xattrs/big", "user.a", random(4000, 4), "user.b", random(3000, 5), "user.c", random(4, 6));
        return tree;
    }

    /** u::rw- u:1000:r-- g::r-- m::r-- o::r-- */
    private static byte[] acl() {
        return HexFormat.of()
                .parseHex("02000000" + "01000600ffffffff" + "02000400e8030000" + "04000400ffffffff" + "10000400ffffffff"
                        + "20000400ffffffff");
    }

    public static void directory(FileTree tree, String path, int mode) {
        tree.mkdirs(path, Metadata.root(mode, TIME));
    }

    public static Node.File file(int mode, byte[] content) {
        return new Node.File(Metadata.root(mode, TIME), Content.of(content));
    }

    private static void special(FileTree tree, String path, Node.Kind kind, int major, int minor) {
        tree.put(path, new Node.Special(Metadata.root(0660, TIME), kind, major, minor));
    }

    private static void xattr(FileTree tree, String path, Object... namesAndValues) {
        SortedMap<String, ByteBuffer> xattrs = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xattrs.put((String) namesAndValues[i], ByteBuffer.wrap((byte[]) namesAndValues[i + 1]));
        }
        tree.put(path, new Node.File(new Metadata(0, 0, 0644, TIME, xattrs), Content.of(path)));
    }

    public static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** One line a path: type, mode, owner, links, time, attributes, and what it holds; inodes by their first path. */
    public static SortedMap<String, String> describe(FileTree tree) {
        NavigableMap<String, Node> nodes = tree.nodes();
        IdentityHashMap<Node, String> first = new IdentityHashMap<>();
        Map<Node, Integer> links = new IdentityHashMap<>();
        Map<String, Integer> subdirectories = new HashMap<>();
        nodes.forEach((path, node) -> {
            first.putIfAbsent(node, path);
            links.merge(node, 1, Integer::sum);
            if (node instanceof Node.Directory && !path.isEmpty()) {
                subdirectories.merge(TreePath.parent(path), 1, Integer::sum);
            }
        });
        SortedMap<String, String> lines = new TreeMap<>();
        nodes.forEach((path, node) -> {
            int count = node instanceof Node.Directory ? 2 + subdirectories.getOrDefault(path, 0) : links.get(node);
            lines.put(path, line(node, count) + (count > 1 ? " =" + first.get(node) : ""));
        });
        return lines;
    }

    private static String line(Node node, int links) {
        Metadata meta = node.metadata();
        StringBuilder xattrs = new StringBuilder();
        meta.xattrs().forEach((name, value) -> {
            byte[] bytes = new byte[value.remaining()];
            value.duplicate().get(bytes);
            xattrs.append(' ').append(name).append('=').append(HexFormat.of().formatHex(bytes));
        });
        String common = "%o %d:%d x%d @%d".formatted(meta.mode(), meta.uid(), meta.gid(), links, meta.mtime()) + xattrs;
        return switch (node) {
            case Node.Directory directory -> "d " + common;
            case Node.File file -> "f " + common + " " + sha256(file.content());
            case Node.Symlink link -> "l " + common + " " + link.target();
            case Node.Special special -> special.kind() + " " + common + " " + special.major() + "," + special.minor();
        };
    }

    private static String sha256(Content content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(content.open(), digest)) {
                long size = in.transferTo(java.io.OutputStream.nullOutputStream());
                return size + " " + HexFormat.of().formatHex(digest.digest());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
