package dev.atoll.packages.deb;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of a package, or of an archive inside it: whatever goes wrong while they are read or decompressed is the
 * package's fault, and there is a bound on how many there may be. What it reads from is closed with it.
 */
final class Source extends InputStream {
    private final InputStream in;
    private final String subject;
    private final String member;
    private long left;

    Source(InputStream in, String subject, String member, long most) {
        this.in = in;
        this.subject = subject;
        this.member = member;
        this.left = most;
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
        left -= Math.max(n, 0);
        if (left < 0) {
            throw malformed("it holds more bytes than any package should");
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
