package dev.atoll.disk.elf;

import dev.atoll.disk.tree.Content;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes small ELF files: one segment that maps the file at {@value #BASE}, and what is asked for. */
final class TestElf {
    private static final int BASE = 0x10000;

    private final int machine;
    private final List<byte[]> parts = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final List<long[]> dynamic = new ArrayList<>();

    TestElf(Machine machine) {
        this.machine = machine.code();
        strings.write(0);
    }

    TestElf interpreter(String path) {
        return part(Segment.INTERPRETER, (path + "\0").getBytes(StandardCharsets.UTF_8));
    }

    TestElf needs(String soname) {
        return entry(1, soname);
    }

    TestElf soname(String soname) {
        return entry(14, soname);
    }

    TestElf rpath(String path) {
        return entry(15, path);
    }

    TestElf runpath(String path) {
        return entry(29, path);
    }

    TestElf note(int type, String owner, String json) {
        byte[] name = (owner + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] text = (json + "\0").getBytes(StandardCharsets.UTF_8);
        int at = 12 + name.length + 3 & -4;
        ByteBuffer note = little(at + (text.length + 3 & -4));
        note.putInt(name.length).putInt(text.length).putInt(type).put(name);
        note.position(at).put(text);
        return part(Segment.NOTE, note.array());
    }

    private TestElf part(int type, byte[] bytes) {
        types.add(type);
        parts.add(bytes);
        return this;
    }

    private TestElf entry(int tag, String value) {
        dynamic.add(new long[] {tag, strings.size()});
        strings.writeBytes((value + "\0").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] bytes() {
        int segments = parts.size() + 2;
        int at = 64 + segments * Segment.BYTES;
        int stringsAt = at;
        at += strings.size() + 15 & -16;
        int dynamicAt = at;
        at += (dynamic.size() + 3) * 16;
        List<Integer> offsets = new ArrayList<>();
        for (byte[] part : parts) {
            offsets.add(at);
            at += part.length + 7 & -8;
        }
        ByteBuffer file = little(at + 64 + 64);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        file.putShort(16, (short) 3).putShort(18, (short) machine).putInt(20, 1);
        file.putLong(32, 64).putShort(52, (short) 64);
        file.putShort(54, (short) Segment.BYTES).putShort(56, (short) segments);
        file.putLong(40, at).putShort(58, (short) 64).putShort(60, (short) 2).putShort(62, (short) 1);
        segment(file, 0, Segment.LOAD, 0, file.limit());
        segment(file, 1, Segment.DYNAMIC, dynamicAt, (dynamic.size() + 3) * 16);
        for (int i = 0; i < parts.size(); i++) {
            segment(file, i + 2, types.get(i), offsets.get(i), parts.get(i).length);
            file.position(offsets.get(i)).put(parts.get(i));
        }
        file.position(stringsAt).put(strings.toByteArray());
        file.position(dynamicAt);
        dynamic.forEach(entry -> file.putLong(entry[0]).putLong(entry[1]));
        file.putLong(5).putLong(BASE + stringsAt).putLong(10).putLong(strings.size());
        // The second section is the table of section names: the dynamic strings, whose first is empty.
        file.putInt(at + 64 + 4, 3).putLong(at + 64 + 24, stringsAt).putLong(at + 64 + 32, strings.size());
        return file.array();
    }

    private void segment(ByteBuffer file, int index, int type, int offset, int size) {
        int at = 64 + index * Segment.BYTES;
        file.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, BASE + offset);
        file.putLong(at + 32, size).putLong(at + 40, size).putLong(at + 48, 4);
    }

    Content content() {
        return Content.of(bytes());
    }
}
