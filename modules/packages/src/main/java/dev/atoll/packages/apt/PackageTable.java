package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A package index in a form that is opened without reading it: packages become objects when they are asked for, by
 * number or by a name they answer to.
 *
 * <p>Big-endian. First the packages: for each {@link PackagesReader#FIELDS field} its length in a {@code u16}, or
 * {@code 0xffff} and then in an {@code i32}, and its UTF-8 bytes. Then the names: length in a {@code u16}, UTF-8 bytes,
 * how many packages answer to it in an {@code i32}, their numbers, ascending, in an {@code i32} each. Then an {@code i32}
 * for each package, where it starts; then a table of {@code i32}, a power of two of them, in which a name's place is found
 * by its {@link #hash} and, if another has taken that, behind it: the start of the name plus one, or zero. At the end
 * {@value #TRAILER} bytes: the starts of both tables, how many packages there are, how large the second table is, the
 * CRC-32C of all before it, and {@value #MAGIC}.
 *
 * <p>The CRC tells damage from whole files; the store is the user's own and is trusted as the packages are that it holds
 * unpacked. Immutable but for packages made meanwhile; not thread safe.
 */
public final class PackageTable {
    /** What the store calls such files; to be raised when the bytes change their meaning. */
    static final String KIND = "package-table-1";

    static final int MAGIC = 0x41504b31;
    static final int TRAILER = 24;
    static final int LONG = 0xffff;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final PackagesReader reader;
    private final int offsets;
    private final int slots;
    private final int mask;
    private final @Nullable Package[] made;

    private PackageTable(byte[] bytes, PackagesReader reader, int offsets, int slots, int packages, int slotCount) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
        this.reader = reader;
        this.offsets = offsets;
        this.slots = slots;
        this.mask = slotCount - 1;
        this.made = new Package[packages];
    }

    /** Opens a table; empty if it is damaged. */
    static Optional<PackageTable> open(Path file, PackagesReader reader) throws IOException {
        return of(Files.readAllBytes(file), reader);
    }

    static Optional<PackageTable> of(byte[] bytes, PackagesReader reader) {
        if (bytes.length < TRAILER) {
            return Optional.empty();
        }
        ByteBuffer trailer = ByteBuffer.wrap(bytes, bytes.length - TRAILER, TRAILER);
        long offsets = trailer.getInt();
        long slots = trailer.getInt();
        long packages = trailer.getInt();
        long slotCount = trailer.getInt();
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - TRAILER + 16);
        boolean sound = trailer.getInt() == (int) crc.getValue()
                && trailer.getInt() == MAGIC
                && offsets >= 0
                && packages >= 0
                && slots == offsets + packages * Integer.BYTES
                && Long.bitCount(slotCount) == 1
                && slotCount > 0
                && slots + slotCount * Integer.BYTES == bytes.length - TRAILER;
        return sound
                ? Optional.of(
                        new PackageTable(bytes, reader, (int) offsets, (int) slots, (int) packages, (int) slotCount))
                : Optional.empty();
    }

    /** Where a name belongs in a table whose size is a power of two. */
    static int hash(byte[] name, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + name[i];
        }
        return hash ^ (hash >>> 15);
    }

    /**
     * All packages, in the order of the index.
     *
     * @throws MalformedPackageException if what one of them says of itself cannot be
     */
    List<Package> all() {
        try {
            List<Package> all = new ArrayList<>(made.length);
            for (int number = 0; number < made.length; number++) {
                all.add(get(number));
            }
            return all;
        } catch (IndexOutOfBoundsException e) {
            throw reader.badTable(e);
        }
    }

    /**
     * The packages that are called so or provide the name, in the order of the index.
     *
     * @throws MalformedPackageException if what one of them says of itself cannot be
     */
    List<Package> answering(String name) {
        try {
            return find(name);
        } catch (IndexOutOfBoundsException e) {
            throw reader.badTable(e);
        }
    }

    private List<Package> find(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        int slot = hash(wanted, 0, wanted.length) & mask;
        // A sound table has free places; one that has none would be searched for ever.
        for (int tried = 0; tried <= mask; tried++) {
            int start = buffer.getInt(slots + slot * Integer.BYTES) - 1;
            if (start < 0) {
                return List.of();
            }
            int length = Short.toUnsignedInt(buffer.getShort(start));
            int from = start + Short.BYTES;
            if (Arrays.equals(bytes, from, from + length, wanted, 0, wanted.length)) {
                return numbered(from + length);
            }
            slot = (slot + 1) & mask;
        }
        return List.of();
    }

    private List<Package> numbered(int at) {
        int count = buffer.getInt(at);
        List<Package> found = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            found.add(get(buffer.getInt(at + i * Integer.BYTES)));
        }
        return found;
    }

    private Package get(int number) {
        Package known = made[number];
        if (known == null) {
            known = reader.parse(fields(buffer.getInt(offsets + number * Integer.BYTES)));
            made[number] = known;
        }
        return known;
    }

    private String[] fields(int start) {
        String[] values = new String[PackagesReader.FIELDS.size()];
        int at = start;
        for (int i = 0; i < values.length; i++) {
            int length = Short.toUnsignedInt(buffer.getShort(at));
            at += Short.BYTES;
            if (length == LONG) {
                length = buffer.getInt(at);
                at += Integer.BYTES;
            }
            values[i] = length == 0 ? "" : new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
        }
        return values;
    }
}
