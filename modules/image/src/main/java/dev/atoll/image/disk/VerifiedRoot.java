package dev.atoll.image.disk;

import dev.atoll.disk.erofs.ErofsOptions;
import dev.atoll.disk.erofs.ErofsWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.verity.VerityOutputStream;
import dev.atoll.disk.verity.VerityTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/**
 * Writes the root file system and its hash tree at their places on the disk, in one pass.
 *
 * @param rootHash the hash tree's root, 64 hexadecimal digits
 * @param rootSize bytes of the file system
 * @param veritySize bytes of the hash tree with its superblock
 */
public record VerifiedRoot(String rootHash, long rootSize, long veritySize) {
    private static final int BUFFER = 1 << 20;

    /**
     * Writes both.
     *
     * @throws ArtefactTooLargeException if one takes more than 80 % of its partition: later versions need room to grow
     */
    public static VerifiedRoot write(FileTree tree, LineIds ids, DiskLayout layout, long date, FileChannel disk)
            throws IOException {
        VerityOutputStream hashing =
                new VerityOutputStream(at(disk, layout.root().offset()), ids.salt());
        long rootSize = ErofsWriter.write(tree, new ErofsOptions(ids.fileSystem(), ids.volumeName(), date), hashing);
        VerityTree verity = hashing.finish();
        hashing.flush();
        ArtefactTooLargeException.check(
                "the root file system", rootSize, layout.root().size());
        ArtefactTooLargeException.check(
                "the hash tree", verity.size(), layout.verity().size());
        OutputStream out = at(disk, layout.verity().offset());
        verity.writeTo(out, ids.verity());
        out.flush();
        return new VerifiedRoot(verity.rootHashHex(), rootSize, verity.size());
    }

    private static OutputStream at(FileChannel disk, long offset) throws IOException {
        disk.position(offset);
        return new BufferedOutputStream(Channels.newOutputStream(disk), BUFFER);
    }
}
