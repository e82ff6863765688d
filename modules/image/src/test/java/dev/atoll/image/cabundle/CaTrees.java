package dev.atoll.image.cabundle;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Trees with certificates, which the openssl command made with string types and spaces of all kinds. */
final class CaTrees {
    static final List<String> NAMES = List.of("beyond-bmp", "bmp", "printable", "same-subject", "t61", "utf8");

    private static final Metadata META = Metadata.root(0755, 0);

    private CaTrees() {}

    static byte[] certificate(String name) {
        try (InputStream in = CaTrees.class.getResourceAsStream(name + ".crt")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packages' certificates, and local ones: a file with two, a second name for one, names to be changed. */
    static FileTree sample() {
        FileTree tree = new FileTree(META);
        NAMES.forEach(name -> put(tree, "usr/share/ca-certificates/vendor/" + name + ".crt", certificate(name)));
        put(tree, "usr/share/ca-certificates/vendor/README", new byte[0]);
        String local = "usr/local/share/ca-certificates/";
        byte[] unended = certificate("t61");
        put(tree, local + "no (end), of line.crt", Arrays.copyOf(unended, unended.length - 1));
        byte[] two = (new String(certificate("bmp"), StandardCharsets.US_ASCII)
                        + new String(certificate("utf8"), StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.US_ASCII);
        put(tree, local + "below/two.crt", two);
        put(tree, "etc/ssl/certs/by-hand.PEM", certificate("printable"));
        return tree;
    }

    static void put(FileTree tree, String path, byte[] bytes) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.File(META, Content.of(bytes)));
    }

    static byte[] bytes(FileTree tree, String path) {
        return ((Node.File) tree.get(path).orElseThrow()).content().bytes();
    }
}
