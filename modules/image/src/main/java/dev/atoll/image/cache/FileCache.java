package dev.atoll.image.cache;

import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Files that a step makes, kept in the store under one key: the SHA-256 of the rest in hexadecimal digits, the number of files, and for each
 * its name (modified UTF-8 after its length in two bytes), its size in four bytes, big-endian as all numbers, and its
 * bytes. Thread safe.
 */
public final class FileCache {
    private static final int DIGEST = 64;

    private FileCache() {}

    /**
     * The files kept under a key, else those made now, which are kept.
     *
     * @param kind the store's name for this kind of value, with the version of its making
     */
    public static SortedMap<String, byte[]> files(
            ContentStore store, String kind, TreeKey key, Supplier<SortedMap<String, byte[]>> make) {
        try {
            String name = key.hex();
            Optional<Path> cached = store.cached(kind, name);
            if (cached.isPresent()) {
                Optional<SortedMap<String, byte[]>> known = decode(Files.readAllBytes(cached.get()));
                if (known.isPresent()) {
                    return known.get();
                }
            }
            SortedMap<String, byte[]> made = make.get();
            byte[] encoded = encode(made);
            store.cache(kind, name, out -> out.write(encoded));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(SortedMap<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(files.size());
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            out.writeUTF(file.getKey());
            out.writeInt(file.getValue().length);
            out.write(file.getValue());
        }
        byte[] body = bytes.toByteArray();
        return ByteBuffer.allocate(DIGEST + body.length)
                .put(digest(body))
                .put(body)
                .array();
    }

    /** Empty unless the digest is right; what has the right digest was encoded here. */
    private static Optional<SortedMap<String, byte[]>> decode(byte[] encoded) throws IOException {
        if (encoded.length < DIGEST) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(encoded, DIGEST, encoded.length);
        if (!Arrays.equals(digest(body), Arrays.copyOf(encoded, DIGEST))) {
            return Optional.empty();
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            files.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return Optional.of(files);
    }

    private static byte[] digest(byte[] body) {
        return Digest.of(body).hex().getBytes(StandardCharsets.US_ASCII);
    }
}
