package dev.atoll.packages.payload;

import dev.atoll.packages.PackageScript;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cached form of a {@link Payload} without its contents: {@code ATOLPAY2}, SHA-256 of the rest, then big-endian
 * numbers and length-prefixed UTF-8; the length and SHA-256 of the data file, the entries, the scripts, the configuration files.
 */
final class PayloadIndex {
    /** Goes into the cache's kind; changes whenever the bytes change their meaning. */
    static final int VERSION = 2;

    private static final byte[] MAGIC = ("ATOLPAY" + VERSION).getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;

    private PayloadIndex() {}

    static byte[] write(Payload payload, long dataLength, Digest data) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeLong(dataLength);
        text(out, data.hex());
        out.writeInt(payload.entries().size());
        for (PayloadEntry entry : payload.entries()) {
            write(out, entry);
        }
        out.writeInt(payload.scripts().size());
        for (PackageScript script : payload.scripts()) {
            text(out, script.name());
            text(out, script.digest().hex());
            text(out, script.text());
        }
        out.writeInt(payload.conffiles().size());
        for (String path : payload.conffiles()) {
            text(out, path);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(MAGIC);
        whole.writeBytes(Digest.sha256().digest(body.toByteArray()));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static void write(DataOutputStream out, PayloadEntry entry) throws IOException {
        text(out, entry.path());
        out.writeByte(entry.type().code());
        out.writeShort(entry.mode());
        out.writeInt((int) entry.uid());
        out.writeInt((int) entry.gid());
        out.writeLong(entry.mtime());
        text(out, entry.link());
        out.writeInt(entry.major());
        out.writeInt(entry.minor());
        out.writeLong(entry.offset());
        out.writeLong(entry.size());
        out.writeInt(entry.xattrs().size());
        for (var xattr : entry.xattrs().entrySet()) {
            text(out, xattr.getKey());
            byte[] value = new byte[xattr.getValue().remaining()];
            xattr.getValue().duplicate().get(value);
            out.writeInt(value.length);
            out.write(value);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The payload, unless the index is damaged or the data file has another length. */
    static Optional<Payload> read(byte[] index, Path data, long dataLength) {
        return open(index, in -> {
            boolean fits = in.readLong() == dataLength;
            new Digest(text(in)); // for whoever checks the store; here it must only be one
            return fits ? Optional.of(read(in, data)) : Optional.empty();
        });
    }

    /** The digest that the data file must have, unless the index is damaged. */
    static Optional<Digest> dataDigest(byte[] index) {
        return open(index, in -> {
            in.readLong();
            return Optional.of(new Digest(text(in)));
        });
    }

    private static <T> Optional<T> open(byte[] index, Reading<T> reading) {
        int start = MAGIC.length + HASH;
        if (index.length < start || !Arrays.equals(index, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        MessageDigest hash = Digest.sha256();
        hash.update(index, start, index.length - start);
        if (!Arrays.equals(hash.digest(), 0, HASH, index, MAGIC.length, start)) {
            return Optional.empty();
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(index, start, index.length - start))) {
            return reading.from(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // its hash is right and its contents are not: written by something else
        }
    }

    private static Payload read(DataInputStream in, Path data) throws IOException {
        List<PayloadEntry> entries = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            entries.add(entry(in));
        }
        List<PackageScript> scripts = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            scripts.add(new PackageScript(text(in), new Digest(text(in)), text(in)));
        }
        List<String> conffiles = new ArrayList<>();
        for (int i = count(in); i > 0; i--) {
            conffiles.add(text(in));
        }
        if (in.available() > 0) {
            throw new IllegalArgumentException("bytes after the last configuration file");
        }
        return new Payload(entries, scripts, conffiles, data);
    }

    private static PayloadEntry entry(DataInputStream in) throws IOException {
        return new PayloadEntry(
                text(in),
                EntryType.of(in.readUnsignedByte()),
                in.readUnsignedShort(),
                Integer.toUnsignedLong(in.readInt()),
                Integer.toUnsignedLong(in.readInt()),
                in.readLong(),
                text(in),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                xattrs(in));
    }

    private static SortedMap<String, ByteBuffer> xattrs(DataInputStream in) throws IOException {
        int count = count(in);
        if (count == 0) {
            return Collections.emptySortedMap();
        }
        SortedMap<String, ByteBuffer> xattrs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            xattrs.put(text(in), ByteBuffer.wrap(bytes(in)).asReadOnlyBuffer());
        }
        return xattrs;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = count(in);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IllegalArgumentException("negative count");
        }
        return count;
    }

    /** Reads the contents of an index that is not damaged. */
    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> from(DataInputStream in) throws IOException;
    }
}
