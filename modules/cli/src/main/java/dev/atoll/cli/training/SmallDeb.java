package dev.atoll.cli.training;

import dev.atoll.disk.tar.TarWriter;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A Debian package (deb(5)) in the making. */
public final class SmallDeb {
    private static final long DATE = 1_700_000_000;

    private final String name;
    private final String fields;
    private final FileTree control = new FileTree(Metadata.root(0755, DATE));
    private final FileTree data = new FileTree(Metadata.root(0755, DATE));

    /** @param fields lines of its control file, besides those that all packages have */
    SmallDeb(String name, String fields) {
        this.name = name;
        this.fields = fields;
    }

    String name() {
        return name;
    }

    /** The control file. */
    String control() {
        return "Package: " + name + "\nVersion: 1.0-1\nArchitecture: amd64\nMaintainer: nobody\nInstalled-Size: 1\n"
                + fields + "Description: small\n";
    }

    SmallDeb script(String script, String text) {
        put(control, script, text.getBytes(StandardCharsets.UTF_8), 0755);
        return this;
    }

    SmallDeb file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    SmallDeb file(String path, byte[] bytes) {
        put(data, path, bytes, 0644);
        return this;
    }

    SmallDeb directory(String path) {
        data.mkdirs(path, Metadata.root(0755, DATE));
        return this;
    }

    SmallDeb link(String path, String target) {
        data.mkdirs(TreePath.parent(path), Metadata.root(0755, DATE));
        data.put(path, new Node.Symlink(Metadata.root(0777, DATE), target));
        return this;
    }

    private static void put(FileTree tree, String path, byte[] bytes, int mode) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, DATE));
        tree.put(path, new Node.File(Metadata.root(mode, DATE), Content.of(bytes)));
    }

    /** The package's file. */
    byte[] bytes() throws IOException {
        put(control, "control", control().getBytes(StandardCharsets.UTF_8), 0644);
        ByteArrayOutputStream ar = new ByteArrayOutputStream();
        ar.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        member(ar, "control.tar.xz", tar(control));
        member(ar, "data.tar.xz", tar(data));
        return ar.toByteArray();
    }

    private static byte[] tar(FileTree tree) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        TarWriter.write(tree, tar);
        return xz(tar.toByteArray());
    }

    private static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(0))) {
            xz.write(bytes);
        }
        return packed.toByteArray();
    }

    private static void member(ByteArrayOutputStream ar, String member, byte[] bytes) {
        String header =
                String.format(Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", member, 0, 0, 0, "100644", bytes.length);
        ar.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        ar.writeBytes(bytes);
        if (bytes.length % 2 == 1) {
            ar.write('\n');
        }
    }
}
