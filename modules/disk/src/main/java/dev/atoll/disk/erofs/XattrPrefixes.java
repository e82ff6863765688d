package dev.atoll.disk.erofs;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An image's own prefixes of attribute names: each a length of 16 bits, the number of a usual prefix and text that
 * follows it, padded to 4 bytes. They lie in the packed inode, or in the image itself if it has none.
 */
final class XattrPrefixes {
    private static final int MAX_LENGTH = 256;
    /** Where in the packed inode they can end; the bytes before them are fragments of files. */
    private static final long MAX_PACKED = 64L << 20;

    private final ErofsImage image;
    private final ByteBuffer packed;

    private XattrPrefixes(ErofsImage image, ByteBuffer packed) {
        this.image = image;
        this.packed = packed;
    }

    /** The prefixes in order. */
    static List<String> read(ErofsImage image) throws IOException {
        if (image.prefixCount() == 0) {
            return List.of();
        }
        return new XattrPrefixes(image, packed(image)).read(image.prefixCount(), image.prefixStart());
    }

    private static ByteBuffer packed(ErofsImage image) throws IOException {
        if (image.packedNid() == 0) {
            return ByteBuffer.allocate(0);
        }
        StoredInode inode = StoredInode.read(image, image.inodeAt(image.packedNid()));
        if (inode.size() < 0 || inode.size() > MAX_PACKED) {
            throw new MalformedErofsException(
                    inode.position(), "the packed inode has " + Long.toUnsignedString(inode.size()) + " bytes");
        }
        Content content = inode.hasTail(image) ? Content.of(inode.load(image)) : inode.slice(image);
        return ByteBuffer.wrap(content.bytes());
    }

    private List<String> read(int count, long start) throws IOException {
        List<String> prefixes = new ArrayList<>();
        long at = start;
        for (int i = 0; i < count; i++) {
            at = ErofsLayout.align(at, 4);
            int length = Short.toUnsignedInt(bytes(at, 2).getShort());
            if (length < 1 || length > MAX_LENGTH) {
                throw new MalformedErofsException(at, "a prefix of attributes has " + length + " bytes");
            }
            byte[] text = bytes(at + 2, length).array();
            prefixes.add(ErofsXattrs.prefix(Byte.toUnsignedInt(text[0]), at).text + Names.text(text, 1, length, at));
            at += 2 + length;
        }
        return prefixes;
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
        if (image.packedNid() == 0) {
            return image.buffer(at, length);
        }
        if (at > packed.capacity() - length) {
            throw new MalformedErofsException(at, "the packed inode ends before the prefixes of attributes do");
        }
        byte[] copy = new byte[length];
        packed.get((int) at, copy);
        return ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    }
}
