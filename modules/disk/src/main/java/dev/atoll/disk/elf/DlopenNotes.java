package dev.atoll.disk.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Finds the {@code dlopen} notes among a file's notes: owner {@code FDO}, type {@value #TYPE}, a JSON array. */
final class DlopenNotes {
    private static final int TYPE = 0x407c0c0a;
    private static final byte[] OWNER = {'F', 'D', 'O', 0};
    private static final int HEADER = 12;

    private DlopenNotes() {}

    static List<Dlopen> read(ElfBytes file, List<Segment> segments) {
        List<Dlopen> found = new ArrayList<>();
        long left = file.size();
        for (Segment segment : segments) {
            if (segment.type() == Segment.NOTE) {
                ByteBuffer notes = file.range(segment.offset(), segment.fileSize(), "a segment of notes");
                left -= notes.limit();
                if (left < 0) {
                    throw new MalformedElfException("the segments of notes overlap");
                }
                read(notes, segment.alignment() == 8 ? 8 : 4, found);
            }
        }
        return List.copyOf(found);
    }

    private static void read(ByteBuffer notes, int alignment, List<Dlopen> found) {
        long at = 0;
        while (at + HEADER <= notes.limit()) {
            long nameSize = Integer.toUnsignedLong(notes.getInt((int) at));
            long size = Integer.toUnsignedLong(notes.getInt((int) at + 4));
            int type = notes.getInt((int) at + 8);
            long name = at + HEADER;
            long description = aligned(name + nameSize, alignment);
            if (description + size > notes.limit()) {
                throw new MalformedElfException("a note at " + at + " leaves its segment");
            }
            if (type == TYPE && owned(notes, (int) name, nameSize)) {
                found.addAll(parse(text(notes, (int) description, (int) size)));
            }
            at = aligned(description + size, alignment);
        }
    }

    private static long aligned(long at, int alignment) {
        return (at + alignment - 1) & -alignment;
    }

    private static boolean owned(ByteBuffer notes, int at, long size) {
        return size == OWNER.length && notes.slice(at, OWNER.length).equals(ByteBuffer.wrap(OWNER));
    }

    private static String text(ByteBuffer notes, int at, int size) {
        int end = size;
        while (end > 0 && notes.get(at + end - 1) == 0) {
            end--;
        }
        byte[] bytes = new byte[end];
        notes.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Dlopen> parse(String json) {
        if (!(NoteJson.parse(json) instanceof List<?> entries)) {
            throw new MalformedElfException("a dlopen note is no array");
        }
        List<Dlopen> found = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> members)) {
                throw new MalformedElfException("a dlopen note holds something that is no object");
            }
            found.add(dlopen(members));
        }
        return found;
    }

    private static Dlopen dlopen(Map<?, ?> members) {
        List<String> sonames = new ArrayList<>();
        if (members.get("soname") instanceof List<?> names) {
            for (Object name : names) {
                if (!(name instanceof String soname)) {
                    throw new MalformedElfException("a dlopen note has a soname that is no string");
                }
                sonames.add(soname);
            }
        }
        if (sonames.isEmpty()) {
            throw new MalformedElfException("a dlopen note names no library");
        }
        return new Dlopen(string(members, "feature"), string(members, "description"), priority(members), sonames);
    }

    private static String string(Map<?, ?> members, String name) {
        Object value = Objects.requireNonNullElse(members.get(name), "");
        if (!(value instanceof String string)) {
            throw new MalformedElfException("member " + name + " of a dlopen note is no string");
        }
        return string;
    }

    /** The specification's default is {@code recommended}. */
    private static Dlopen.Priority priority(Map<?, ?> members) {
        String name = string(members, "priority");
        if (name.isEmpty()) {
            return Dlopen.Priority.RECOMMENDED;
        }
        for (Dlopen.Priority priority : Dlopen.Priority.values()) {
            if (priority.name().toLowerCase(Locale.ROOT).equals(name)) {
                return priority;
            }
        }
        throw new MalformedElfException("unknown priority \"" + name + "\" in a dlopen note");
    }
}
