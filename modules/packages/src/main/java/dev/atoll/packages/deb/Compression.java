package dev.atoll.packages.deb;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** How an archive or file inside a package is compressed, told by the end of its name. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    XZ(".xz"),
    ZSTD(".zst");

    private static final int BUFFER = 1 << 16;
    private static final int XZ_MEMORY_KIB = 80 << 10; // dictionaries up to 64 MiB, those of xz -9
    private static final int ZSTD_WINDOW_LOG = 27; // 128 MiB

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** The ending of names, with its dot; empty for {@link #NONE}. */
    public String suffix() {
        return suffix;
    }

    /** The compression that the end of a name tells. */
    public static Compression ofName(String name) {
        for (Compression compression : values()) {
            if (compression != NONE && name.endsWith(compression.suffix)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The compression of a file called {@code base} and an ending. */
    static Optional<Compression> of(String name, String base) {
        for (Compression compression : values()) {
            if (name.equals(base + compression.suffix)) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /**
     * The bytes uncompressed. The xz format's own checks are left out: the bytes were, or will be, verified by SHA-256
     * as a whole.
     *
     * @throws IOException if they do not begin as they should
     */
    private InputStream open(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> new BufferedInputStream(in, BUFFER);
            case GZIP -> new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB, false, BasicArrayCache.getInstance());
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG);
        };
    }

    /**
     * The bytes uncompressed, at most {@code most} of them; beyond the first 64 MiB no more than 250 for each compressed
     * byte.
     *
     * @param subject the package, for errors
     * @param member what of it is decompressed, for errors
     * @throws MalformedPackageException if they are damaged or too many, also while they are read
     */
    public InputStream bounded(InputStream in, String subject, String member, long most) {
        return source(in, subject, member, most);
    }

    Source source(InputStream in, String subject, String member, long most) {
        Counted counted = new Counted(in);
        try {
            return new Source(open(counted), subject, member, most, () -> counted.bytes);
        } catch (IOException e) {
            throw new MalformedPackageException(subject, member, "it is not " + suffix + " data", e);
        }
    }

    /** Knows how many bytes were taken from it. */
    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
