package dev.atoll.disk.efi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An EFI_SIGNATURE_LIST: entries of one type and one size.
 *
 * @param type what the entries are; {@link #X509} for DER encoded certificates
 * @param entries the entries, all of the same size
 */
public record SignatureList(EfiGuid type, List<Entry> entries) {
    /** EFI_CERT_X509_GUID. */
    public static final EfiGuid X509 = EfiGuid.of("a5c059a1-94e4-4aa7-87b5-ab155c2bf072");

    private static final String WHAT = "a signature list";
    private static final int HEADER = EfiGuid.SIZE + 3 * 4;

    /**
     * One thing that is trusted, or not.
     *
     * @param owner who put it there; only informative
     * @param data for instance a certificate, DER encoded
     */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
    public record Entry(EfiGuid owner, byte[] data) {
        public Entry {
            data = data.clone();
        }

        @Override
        public byte[] data() {
            return data.clone();
        }
    }

    /** @throws IllegalArgumentException if there is no entry or their sizes differ */
    public SignatureList {
        entries = List.copyOf(entries);
        if (entries.stream().mapToInt(entry -> entry.data.length).distinct().count() != 1) {
            throw new IllegalArgumentException("a signature list has entries of one size");
        }
    }

    /** A list that holds one certificate. */
    public static SignatureList x509(EfiGuid owner, byte[] der) {
        return new SignatureList(X509, List.of(new Entry(owner, der)));
    }

    /** The list as the value of a variable. */
    public byte[] toBytes() {
        int entrySize = EfiGuid.SIZE + entries.getFirst().data.length;
        int size = HEADER + entries.size() * entrySize;
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        type.put(out);
        out.putInt(size).putInt(0).putInt(entrySize);
        for (Entry entry : entries) {
            entry.owner.put(out);
            out.put(entry.data);
        }
        return out.array();
    }

    /**
     * Reads the lists a variable holds.
     *
     * @throws MalformedEfiDataException if the sizes do not add up
     */
    public static List<SignatureList> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<SignatureList> lists = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            require(bytes.length - at >= HEADER, at, "cut off in its header");
            long size = Integer.toUnsignedLong(in.getInt(at + 16));
            long header = Integer.toUnsignedLong(in.getInt(at + 20));
            long entrySize = Integer.toUnsignedLong(in.getInt(at + 24));
            require(size <= bytes.length - at, at + 16, size + " bytes where " + (bytes.length - at) + " are left");
            long entries = size - HEADER - header;
            require(
                    entrySize > EfiGuid.SIZE && entries > 0 && entries % entrySize == 0,
                    at + 24,
                    "entries of " + entrySize + " bytes in a list of " + size);
            lists.add(list(in, at, (int) (at + HEADER + header), (int) (at + size), (int) entrySize));
            at += (int) size;
        }
        return lists;
    }

    private static SignatureList list(ByteBuffer in, int start, int from, int end, int entrySize) {
        List<Entry> entries = new ArrayList<>();
        for (int at = from; at < end; at += entrySize) {
            byte[] data = new byte[entrySize - EfiGuid.SIZE];
            in.get(at + EfiGuid.SIZE, data);
            entries.add(new Entry(EfiGuid.get(in, at), data));
        }
        return new SignatureList(EfiGuid.get(in, start), entries);
    }

    private static void require(boolean holds, long offset, String message) {
        if (!holds) {
            throw new MalformedEfiDataException(WHAT, offset, message);
        }
    }
}
