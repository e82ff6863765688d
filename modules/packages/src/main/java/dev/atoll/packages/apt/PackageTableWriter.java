package dev.atoll.packages.apt;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Writes a {@link PackageTable}: packages as they come, then what finds them. For one table and one thread. */
final class PackageTableWriter {
    private final CRC32C crc = new CRC32C();
    private final DataOutputStream out;
    /** The starts of packages, behind each other. */
    private final ByteArrayOutputStream starts = new ByteArrayOutputStream(1 << 18);

    private final DataOutputStream startsOut = new DataOutputStream(starts);
    private final Map<String, int[]> answering = LinkedHashMap.newLinkedHashMap(1 << 17);
    private int packages;

    PackageTableWriter(OutputStream out) {
        this.out = new DataOutputStream(new CheckedOutputStream(out, crc));
    }

    /**
     * Adds a package.
     *
     * @param values of {@link PackagesReader#FIELDS}, empty for those it lacks
     * @param provides names it answers to besides its own
     */
    void add(String[] values, List<String> provides) throws IOException {
        startsOut.writeInt(out.size());
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= PackageTable.LONG) {
                out.writeShort(PackageTable.LONG);
                out.writeInt(bytes.length);
            } else {
                out.writeShort(bytes.length);
            }
            out.write(bytes);
        }
        answers(values[0], packages);
        for (String name : provides) {
            answers(name, packages);
        }
        packages++;
    }

    private void answers(String name, int number) {
        int[] known = answering.get(name);
        if (known == null) {
            answering.put(name, new int[] {number});
        } else if (known[known.length - 1] != number) {
            int[] more = Arrays.copyOf(known, known.length + 1);
            more[known.length] = number;
            answering.put(name, more);
        }
    }

    /** Writes the rest. */
    void finish() throws IOException {
        int size = Integer.highestOneBit(answering.size() * 2 + 1) << 1;
        int[] slots = new int[size];
        for (Map.Entry<String, int[]> entry : answering.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            int slot = PackageTable.hash(name, 0, name.length) & (size - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = out.size() + 1;
            out.writeShort(name.length);
            out.write(name);
            out.writeInt(entry.getValue().length);
            for (int number : entry.getValue()) {
                out.writeInt(number);
            }
        }
        int offsets = out.size();
        starts.writeTo(out);
        int table = out.size();
        for (int slot : slots) {
            out.writeInt(slot);
        }
        out.writeInt(offsets);
        out.writeInt(table);
        out.writeInt(packages);
        out.writeInt(size);
        int check = (int) crc.getValue();
        out.writeInt(check);
        out.writeInt(PackageTable.MAGIC);
        out.flush();
    }
}
