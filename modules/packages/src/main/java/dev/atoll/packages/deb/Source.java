package dev.atoll.packages.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * Bytes of a package, or of an archive inside it: whatever goes wrong while they are read or decompressed is the
 * package's fault, and there is a bound on how many there may be. What it reads from is closed with it.
 */
final class Source extends InputStream {
    /** Real packages come to 50 or so; what passes this, and is big, is made to fill memory or disks. */
    private static final long RATIO = 250;

    private static final long FREE = 64L << 20;

    private final InputStream in;
    private final String subject;
    private final String member;
    private final LongSupplier compressed;
    private final long most;
    private long given;

    /** Bytes that are not compressed. */
    Source(InputStream in, String subject, String member, long most) {
        this(in, subject, member, most, () -> Long.MAX_VALUE / RATIO);
    }

    /**
     * Bytes that come out of a compressed stream.
     *
     * @param compressed how many bytes were taken from it so far
     */
    Source(InputStream in, String subject, String member, long most, LongSupplier compressed) {
        this.in = in;
        this.subject = subject;
        this.member = member;
        this.most = most;
        this.compressed = compressed;
    }

    MalformedPackageException malformed(String why) {
        return new MalformedPackageException(subject, member, why);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int n;
        try {
            n = in.read(buffer, offset, length);
        } catch (MalformedPackageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String message = e.getMessage();
            throw new MalformedPackageException(
                    subject, member, message == null ? e.getClass().getSimpleName() : message, e);
        }
        given += Math.max(n, 0);
        if (given > most) {
            throw malformed("it holds more than " + most + " bytes");
        }
        if (given > FREE && given / RATIO > compressed.getAsLong()) {
            throw malformed("more than " + RATIO + " bytes come out of each compressed byte");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Fills the buffer, or fails if the bytes end. */
    void readFully(byte[] buffer, int length) {
        int done = 0;
        while (done < length) {
            int n = read(buffer, done, length - done);
            if (n < 0) {
                throw malformed("it ends too early");
            }
            done += n;
        }
    }

    /** Reads and forgets. */
    void skipFully(long bytes) {
        byte[] waste = new byte[(int) Math.min(bytes, 1 << 14)];
        for (long rest = bytes; rest > 0; rest -= waste.length) {
            readFully(waste, (int) Math.min(rest, waste.length));
        }
    }

    /** Reads and forgets all that is left. */
    void drain() {
        byte[] waste = new byte[1 << 14];
        while (read(waste, 0, waste.length) >= 0) {
            // nothing is kept
        }
    }
}
