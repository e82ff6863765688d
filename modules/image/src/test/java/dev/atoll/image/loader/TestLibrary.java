package dev.atoll.image.loader;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The smallest shared libraries: a header, two segments, a dynamic section. */
final class TestLibrary {
    private static final int X86_64 = 62;
    private static final int DYNAMIC_AT = 64 + 2 * 56;

    private TestLibrary() {}

    /** A library with a soname, or without one if that is empty. */
    static Node.File of(String soname) {
        byte[] name = ("\0" + soname + "\0").getBytes(StandardCharsets.US_ASCII);
        int entries = soname.isEmpty() ? 3 : 4;
        int stringsAt = DYNAMIC_AT + entries * 16;
        int size = stringsAt + name.length;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 3)
                .putShort((short) X86_64)
                .putInt(1)
                .putLong(0)
                .putLong(64)
                .putLong(0)
                .putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 2).position(64);
        segment(elf, 1, 0, size);
        segment(elf, 2, DYNAMIC_AT, entries * 16);
        elf.putLong(5).putLong(stringsAt).putLong(10).putLong(name.length);
        if (!soname.isEmpty()) {
            elf.putLong(14).putLong(1);
        }
        elf.putLong(0).putLong(0).put(name);
        return new Node.File(Metadata.root(0644, 0), Content.of(elf.array()));
    }

    private static void segment(ByteBuffer elf, int type, long offset, long size) {
        elf.putInt(type)
                .putInt(4)
                .putLong(offset)
                .putLong(offset)
                .putLong(offset)
                .putLong(size)
                .putLong(size)
                .putLong(8);
    }
}
