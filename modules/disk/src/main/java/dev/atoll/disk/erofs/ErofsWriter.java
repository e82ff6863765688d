package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.BLOCK;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a tree as an uncompressed EROFS image. The whole layout is planned first, then the image is written strictly
 * from its first to its last byte, so that a hash tree can be made on the way. Equal trees and options give equal
 * bytes. Thread safe.
 */
public final class ErofsWriter {
    private ErofsWriter() {}

    /**
     * Writes the image; {@code out} is neither flushed nor closed. Blocks are 4096 bytes. File contents are read once,
     * in path order.
     *
     * @return bytes written, a multiple of 4096
     * @throws IllegalArgumentException if the file system cannot hold the tree: a name longer than 255 bytes, a
     *     symbolic link's target longer than 4095, an extended attribute of another kind than {@code user.},
     *     {@code trusted.}, {@code security.} and POSIX ACLs or longer than 65535 bytes, a device number out of range,
     *     or 16 TiB in all; nothing has been written then
     * @throws IOException if a content is shorter than it says, cannot be read, or {@code out} cannot be written
     */
    public static long write(FileTree tree, ErofsOptions options, OutputStream out) throws IOException {
        ErofsPlan plan = ErofsPlan.of(tree, options);
        byte[] metadata = plan.metadata();
        out.write(metadata);
        try (FileBlocks blocks = new FileBlocks(out)) {
            for (PlannedInode inode : plan.files()) {
                if (inode.node instanceof Node.File file) {
                    blocks.write(inode.path, file.content());
                }
            }
            blocks.flush();
        }
        return plan.blocks() * BLOCK;
    }
}
