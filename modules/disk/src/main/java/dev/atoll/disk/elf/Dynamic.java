package dev.atoll.disk.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the dynamic section says about libraries (gABI chapter 5, "Dynamic Section"). */
record Dynamic(List<String> needed, Optional<String> soname, Optional<String> rpath, Optional<String> runpath) {
    private static final int NULL = 0;
    private static final int NEEDED = 1;
    private static final int STRING_TABLE = 5;
    private static final int STRING_TABLE_SIZE = 10;
    private static final int SONAME = 14;
    private static final int RPATH = 15;
    private static final int RUNPATH = 29;
    private static final int BYTES = 16;

    static final Dynamic NONE = new Dynamic(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    Dynamic {
        needed = List.copyOf(needed);
    }

    static Dynamic read(ElfBytes file, List<Segment> segments) {
        Optional<Segment> segment =
                segments.stream().filter(s -> s.type() == Segment.DYNAMIC).findFirst();
        if (segment.isEmpty() || segment.get().fileSize() == 0) {
            return NONE;
        }
        ByteBuffer table = file.range(segment.get().offset(), segment.get().fileSize(), "the dynamic section");
        StringTable strings = new StringTable(strings(file, segments, table));
        List<String> needed = new ArrayList<>();
        Optional<String> soname = Optional.empty();
        Optional<String> rpath = Optional.empty();
        Optional<String> runpath = Optional.empty();
        for (int at = 0; at + BYTES <= table.limit() && table.getLong(at) != NULL; at += BYTES) {
            long value = table.getLong(at + 8);
            long tag = table.getLong(at);
            if (tag == NEEDED) {
                needed.add(strings.at(value, "the name of a needed library"));
            } else if (tag == SONAME) {
                soname = Optional.of(strings.at(value, "the soname"));
            } else if (tag == RPATH) {
                rpath = Optional.of(strings.at(value, "the rpath"));
            } else if (tag == RUNPATH) {
                runpath = Optional.of(strings.at(value, "the runpath"));
            }
        }
        return new Dynamic(needed, soname, rpath, runpath);
    }

    private static ByteBuffer strings(ElfBytes file, List<Segment> segments, ByteBuffer table) {
        Optional<Long> address = entry(table, STRING_TABLE);
        Optional<Long> size = entry(table, STRING_TABLE_SIZE);
        if (address.isEmpty() || size.isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        long target = address.get();
        for (Segment segment : segments) {
            if (segment.holds(target)) {
                return file.range(
                        segment.offset() + (target - segment.address()), size.get(), "the dynamic string table");
            }
        }
        throw new MalformedElfException("the dynamic string table lies in no segment");
    }

    private static Optional<Long> entry(ByteBuffer table, int tag) {
        for (int at = 0; at + BYTES <= table.limit() && table.getLong(at) != NULL; at += BYTES) {
            if (table.getLong(at) == tag) {
                return Optional.of(table.getLong(at + 8));
            }
        }
        return Optional.empty();
    }
}
