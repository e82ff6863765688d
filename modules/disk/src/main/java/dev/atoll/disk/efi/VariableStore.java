package dev.atoll.disk.efi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The variables in a flash image of EDK2 firmware, such as {@code OVMF_VARS_4M.fd}: what a virtual machine's firmware
 * knows at its first start. Immutable; everything but the variables added stays as the template has it.
 */
public final class VariableStore {
    private static final byte ERASED = (byte) 0xff;

    private final byte[] flash;
    private final List<Entry> entries;
    /** Where the next variable goes, and where the store ends. */
    private final int free;

    private final int end;

    /** A variable that is in force, and the offset of its header. */
    private record Entry(int offset, EfiVariable variable) {
        boolean isSameAs(EfiVariable other) {
            return variable.name().equals(other.name()) && variable.vendor().equals(other.vendor());
        }
    }

    private VariableStore(byte[] flash, List<Entry> entries, int free, int end) {
        this.flash = flash;
        this.entries = List.copyOf(entries);
        this.free = free;
        this.end = end;
    }

    /**
     * Reads a flash image.
     *
     * @throws MalformedVariableStoreException if it does not start with a firmware volume that holds an authenticated
     *     variable store, or a variable in it cannot be read
     */
    public static VariableStore parse(byte[] flash) {
        byte[] copy = flash.clone();
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int store = volumeHeader(bytes);
        int end = storeEnd(bytes, store);
        List<Entry> entries = new ArrayList<>();
        long at = (long) store + VariableLayout.STORE_HEADER;
        while (at + VariableLayout.HEADER <= end
                && Short.toUnsignedInt(bytes.getShort((int) at)) == VariableLayout.START_ID) {
            int state = bytes.get((int) at + VariableLayout.STATE) & 0xff;
            long next = next(bytes, (int) at, end);
            if (state == VariableLayout.ADDED || state == VariableLayout.BEING_REPLACED) {
                entries.add(new Entry((int) at, variable(bytes, (int) at)));
            }
            at = next;
        }
        int free = (int) Math.min(at, end);
        for (int i = free; i < end; i++) {
            require(copy[i] == ERASED, i, "what follows the variables is not erased");
        }
        return new VariableStore(copy, entries, free, end);
    }

    private static int volumeHeader(ByteBuffer bytes) {
        require(bytes.capacity() >= VariableLayout.VOLUME_HEADER_MIN, 0, "too short");
        require(
                bytes.getInt(VariableLayout.VOLUME_SIGNATURE) == VariableLayout.VOLUME_MAGIC
                        && EfiGuid.get(bytes, VariableLayout.VOLUME_GUID).equals(VariableLayout.VOLUME),
                0,
                "no firmware volume for variables");
        int length = Short.toUnsignedInt(bytes.getShort(VariableLayout.VOLUME_HEADER_LENGTH));
        require(
                length >= VariableLayout.VOLUME_HEADER_MIN && length % 8 == 0 && length <= bytes.capacity(),
                VariableLayout.VOLUME_HEADER_LENGTH,
                "a volume header of " + length + " bytes");
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            sum += bytes.getShort(i);
        }
        require((sum & 0xffff) == 0, 0, "the volume header's checksum is wrong");
        return length;
    }

    private static int storeEnd(ByteBuffer bytes, int store) {
        long volume = bytes.getLong(VariableLayout.VOLUME_LENGTH);
        require(
                volume >= store + VariableLayout.STORE_HEADER && volume <= bytes.capacity(),
                VariableLayout.VOLUME_LENGTH,
                "a volume of " + Long.toUnsignedString(volume) + " bytes in an image of " + bytes.capacity());
        require(EfiGuid.get(bytes, store).equals(VariableLayout.STORE), store, "no authenticated variable store");
        long size = Integer.toUnsignedLong(bytes.getInt(store + VariableLayout.STORE_SIZE));
        require(
                size >= VariableLayout.STORE_HEADER && store + size <= volume,
                store + VariableLayout.STORE_SIZE,
                "a store of " + size + " bytes in a volume of " + volume);
        require(
                (bytes.get(store + VariableLayout.STORE_FORMAT) & 0xff) == VariableLayout.STORE_FORMATTED
                        && (bytes.get(store + VariableLayout.STORE_STATE) & 0xff) == VariableLayout.STORE_HEALTHY,
                store + VariableLayout.STORE_FORMAT,
                "the store is not formatted or not healthy");
        return (int) (store + size);
    }

    private static long next(ByteBuffer bytes, int at, int end) {
        long name = Integer.toUnsignedLong(bytes.getInt(at + VariableLayout.NAME_SIZE));
        long data = Integer.toUnsignedLong(bytes.getInt(at + VariableLayout.DATA_SIZE));
        long variableEnd = (long) at + VariableLayout.HEADER + name + data;
        require(
                variableEnd <= end && name % 2 == 0,
                at + VariableLayout.NAME_SIZE,
                "a variable with a name of " + name + " and data of " + data + " bytes");
        return VariableLayout.align(variableEnd);
    }

    private static EfiVariable variable(ByteBuffer bytes, int at) {
        int nameSize = bytes.getInt(at + VariableLayout.NAME_SIZE);
        byte[] name = new byte[nameSize];
        bytes.get(at + VariableLayout.HEADER, name);
        byte[] data = new byte[bytes.getInt(at + VariableLayout.DATA_SIZE)];
        bytes.get(at + VariableLayout.HEADER + nameSize, data);
        String text = new String(name, StandardCharsets.UTF_16LE);
        require(
                text.length() >= 2 && text.indexOf('\0') == text.length() - 1,
                at + VariableLayout.HEADER,
                "a variable without a proper name");
        boolean signed = bytes.getShort(at + VariableLayout.TIME) != 0;
        try {
            return new EfiVariable(
                    text.substring(0, text.length() - 1),
                    EfiGuid.get(bytes, at + VariableLayout.VENDOR),
                    bytes.getInt(at + VariableLayout.ATTRIBUTES),
                    signed ? EfiTime.get(bytes, at + VariableLayout.TIME) : null,
                    data);
        } catch (IllegalArgumentException e) {
            throw new MalformedVariableStoreException(at + VariableLayout.TIME, String.valueOf(e.getMessage()));
        }
    }

    /** The variables in force, in the store's order. */
    public List<EfiVariable> variables() {
        return entries.stream().map(Entry::variable).toList();
    }

    /** The variable of that name, if it is in force. */
    public Optional<EfiVariable> get(String name, EfiGuid vendor) {
        return variables().stream()
                .filter(variable ->
                        variable.name().equals(name) && variable.vendor().equals(vendor))
                .findFirst();
    }

    /**
     * A store with this variable added; one of the same name is marked as deleted, as firmware does.
     *
     * @throws IllegalArgumentException if there is no room for it
     */
    public VariableStore with(EfiVariable variable) {
        byte[] name = (variable.name() + '\0').getBytes(StandardCharsets.UTF_16LE);
        byte[] data = variable.data();
        long size = (long) VariableLayout.HEADER + name.length + data.length;
        if (VariableLayout.align(free + size) > end) {
            throw new IllegalArgumentException(
                    "variable " + variable.name() + " takes " + size + " bytes where " + (end - free) + " are left");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) VariableLayout.START_ID)
                .put((byte) VariableLayout.ADDED)
                .putInt(VariableLayout.ATTRIBUTES, variable.attributes())
                .position(VariableLayout.TIME);
        variable.signedAt().ifPresent(time -> time.put(out));
        out.putInt(VariableLayout.NAME_SIZE, name.length)
                .putInt(VariableLayout.DATA_SIZE, data.length)
                .position(VariableLayout.VENDOR);
        variable.vendor().put(out);
        out.put(name).put(data);

        byte[] changed = flash.clone();
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isSameAs(variable)) {
                changed[entry.offset() + VariableLayout.STATE] &= (byte) VariableLayout.DELETED_MASK;
            } else {
                kept.add(entry);
            }
        }
        System.arraycopy(out.array(), 0, changed, free, (int) size);
        int next = (int) VariableLayout.align(free + size);
        Arrays.fill(changed, free + (int) size, next, ERASED);
        kept.add(new Entry(free, variable));
        return new VariableStore(changed, kept, next, end);
    }

    /** The flash image. */
    public byte[] toBytes() {
        return flash.clone();
    }

    private static void require(boolean holds, long offset, String message) {
        if (!holds) {
            throw new MalformedVariableStoreException(offset, message);
        }
    }
}
