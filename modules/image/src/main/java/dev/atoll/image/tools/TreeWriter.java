package dev.atoll.image.tools;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Writes a tree as real files that belong to whoever runs this: no owners, no set-id bits, no devices; everyone may read,
 * the owner write. Absolute links are made to lead within the tree. Runs of zeros become holes.
 */
final class TreeWriter {
    private static final int CHUNK = 1 << 16;
    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN = PosixFilePermissions.fromString("rw-r--r--");

    private final IdentityHashMap<Node.File, Path> written = new IdentityHashMap<>();
    private final ByteBuffer zeros = ByteBuffer.allocate(CHUNK).asReadOnlyBuffer();

    private TreeWriter() {}

    /**
     * Writes everything.
     *
     * @param target a directory, made if missing; nothing may be in it
     */
    static void write(FileTree tree, Path target) throws IOException {
        TreeWriter writer = new TreeWriter();
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            writer.write(entry.getKey(), entry.getValue(), target.resolve(entry.getKey()));
        }
    }

    private void write(String path, Node node, Path target) throws IOException {
        switch (node) {
            case Node.Directory directory -> {
                Files.createDirectories(target);
                Files.setPosixFilePermissions(target, PROGRAM);
            }
            case Node.File file -> write(file, target);
            case Node.Symlink link -> Files.createSymbolicLink(target, Path.of(within(path, link.target())));
            case Node.Special special -> {
                // No tool needs the devices of another machine.
            }
        }
    }

    /** A link's target, relative where it was absolute. */
    private static String within(String path, String target) {
        if (!target.startsWith("/")) {
            return target;
        }
        int depth = (int) TreePath.parent(path).chars().filter(c -> c == '/').count();
        String up = TreePath.parent(path).isEmpty() ? "" : "../".repeat(depth + 1);
        String relative = up + target.replaceFirst("^/+", "");
        return relative.isEmpty() ? "." : relative;
    }

    private void write(Node.File file, Path target) throws IOException {
        Path first = written.putIfAbsent(file, target);
        if (first != null) {
            Files.createLink(target, first);
            return;
        }
        copy(file.content(), target);
        Files.setPosixFilePermissions(target, (file.metadata().mode() & 0111) != 0 ? PROGRAM : PLAIN);
        Files.setLastModifiedTime(target, FileTime.from(file.metadata().mtime(), TimeUnit.SECONDS));
    }

    private void copy(Content content, Path target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content.open();
                FileChannel out = FileChannel.open(
                        target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            long position = 0;
            for (int length = in.readNBytes(chunk, 0, CHUNK); length > 0; length = in.readNBytes(chunk, 0, CHUNK)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length);
                boolean last = position + length == content.size();
                if (last || !bytes.equals(zeros.slice(0, length))) {
                    while (bytes.hasRemaining()) {
                        out.write(bytes, position + bytes.position());
                    }
                }
                position += length;
            }
        }
    }
}
