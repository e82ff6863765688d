package dev.atoll.node.azure;

import dev.atoll.document.Documents;
import dev.atoll.node.check.ConfigText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Bytes that whoever made a machine gave it along; not copied. They may be packed by gzip (RFC 1952). */
public final class Payload {
    /** Whoever writes this means a node configuration, right or wrong. */
    private static final Pattern NODE = Pattern.compile("(?m)^(?:node:|\\s*\\{\\s*\"node\"\\s*:)");

    private final String source;
    private final byte[] bytes;

    public Payload(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    /** Where it was found, for people. */
    public String source() {
        return source;
    }

    /** Whether there is nothing. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * The node configuration that it is; empty if it is something else.
     *
     * @throws IOException if it is packed, and damaged or larger than a document may be
     */
    public Optional<ConfigText> config() throws IOException {
        byte[] plain = bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b ? unpacked() : bytes;
        return NODE.matcher(new String(plain, StandardCharsets.UTF_8)).find()
                ? Optional.of(ConfigText.of(source, plain))
                : Optional.empty();
    }

    private byte[] unpacked() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(Documents.LARGEST + 1);
            if (plain.length > Documents.LARGEST) {
                throw new IOException("it is larger than " + Documents.LARGEST + " bytes when unpacked");
            }
            return plain;
        } catch (IOException e) {
            throw new IOException(source + " is packed, and cannot be unpacked: " + e.getMessage(), e);
        }
    }
}
