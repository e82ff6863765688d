package dev.atoll.image.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Writes a cache in the new format, numbers little-endian: a header of 48 bytes, 24 bytes for each library, strings, and
 * at a multiple of four the extension: a directory of sections, here the names of capabilities and who wrote it.
 */
final class CacheFile {
    private static final String MAGIC = "glibc-ld.so.cache1.1";
    private static final int HEADER = 48;
    private static final int ENTRY = 24;
    private static final byte LITTLE_ENDIAN_FILE = 2;
    private static final int EXTENSION_MAGIC = 0xeaa42174;
    private static final int EXTENSION_HEADER = 8;
    private static final int SECTION = 16;
    private static final int GENERATOR = 0;
    private static final int CAPABILITIES = 1;
    /** In the capabilities of an entry: their low half is an index of the extension's names. */
    private static final long INDEXED = 1L << 62;

    private final int flags;
    private final byte[] generator;

    /**
     * A writer.
     *
     * @param flags of every library: format and machine
     * @param generator who writes, for people
     */
    CacheFile(int flags, String generator) {
        this.flags = flags;
        this.generator = generator.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file's bytes.
     *
     * @param found in the order of directories
     * @param directories every name of a directory below {@code glibc-hwcaps}, also of those without libraries
     */
    byte[] bytes(List<CacheEntry> found, List<String> directories) {
        List<CacheEntry> entries = found.stream().sorted(CacheEntry.ORDER).toList();
        SequencedSet<String> texts = new LinkedHashSet<>(directories);
        TreeSet<String> used = new TreeSet<>();
        for (CacheEntry entry : entries) {
            texts.add(entry.soname());
            texts.add(entry.path());
            entry.capabilities().ifPresent(used::add);
        }
        List<String> names = List.copyOf(used);
        CacheStrings strings = new CacheStrings(texts);
        int base = HEADER + entries.size() * ENTRY;
        int extension = base + strings.bytes().length + 3 & ~3;
        int sections = names.isEmpty() ? 1 : 2;
        int namesAt = extension + EXTENSION_HEADER + sections * SECTION;
        int generatorAt = namesAt + names.size() * Integer.BYTES;

        ByteBuffer out = ByteBuffer.allocate(generatorAt + generator.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC.getBytes(StandardCharsets.US_ASCII));
        out.putInt(entries.size()).putInt(strings.bytes().length);
        out.put(LITTLE_ENDIAN_FILE).put(new byte[3]).putInt(extension);
        out.position(HEADER);
        for (CacheEntry entry : entries) {
            out.putInt(flags);
            out.putInt(base + strings.offset(entry.soname())).putInt(base + strings.offset(entry.path()));
            out.putInt(0);
            out.putLong(entry.capabilities()
                    .map(name -> INDEXED | names.indexOf(name))
                    .orElse(0L));
        }
        out.put(strings.bytes()).position(extension);
        out.putInt(EXTENSION_MAGIC).putInt(sections);
        section(out, GENERATOR, generatorAt, generator.length);
        if (!names.isEmpty()) {
            section(out, CAPABILITIES, namesAt, names.size() * Integer.BYTES);
        }
        names.forEach(name -> out.putInt(base + strings.offset(name)));
        return out.put(generator).array();
    }

    private static void section(ByteBuffer out, int tag, int offset, int size) {
        out.putInt(tag).putInt(0).putInt(offset).putInt(size);
    }
}
