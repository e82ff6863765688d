package dev.atoll.node.telemetry;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How a batch lies in a segment of the queue. All numbers are big-endian:
 *
 * <pre>
 *  0  4  "ATQ1"
 *  4  4  CRC-32C of all that follows
 *  8  4  length of the body
 * 12  4  records in it
 * 16  2  1 if the body is compressed by gzip, else 0
 * 18  2  length of the note
 * 20     note, then body
 * </pre>
 */
final class Frame {
    static final int HEADER = 20;

    /** Largest body, in bytes. */
    static final int LARGEST = 1 << 20;

    /** Longest note, in bytes. */
    static final int LONGEST_NOTE = 1024;

    private static final int MAGIC = 0x41545131;

    private Frame() {}

    /**
     * What the begin of a frame says.
     *
     * @param crc of what follows it
     * @param body its length
     * @param records in it
     * @param gzip whether it is compressed
     * @param note its length
     */
    record Header(int crc, int body, int records, boolean gzip, int note) {
        /** Of the whole frame, in bytes. */
        int length() {
            return HEADER + note + body;
        }
    }

    /** @throws IllegalArgumentException if the batch is too large */
    static ByteBuffer encode(Batch batch) {
        byte[] note = batch.note().getBytes(StandardCharsets.US_ASCII);
        if (batch.body().length > LARGEST || note.length > LONGEST_NOTE || batch.records() < 0) {
            throw new IllegalArgumentException("a batch of " + batch.body().length + " bytes does not fit the queue");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + note.length + batch.body().length)
                .putInt(MAGIC)
                .putInt(0)
                .putInt(batch.body().length)
                .putInt(batch.records())
                .putShort((short) (batch.gzip() ? 1 : 0))
                .putShort((short) note.length)
                .put(note)
                .put(batch.body());
        return frame.putInt(4, crc(frame.array())).flip();
    }

    /** The header at a place of a file; empty if there is none, or what it promises is not there. */
    static Optional<Header> header(FileChannel file, long at, long size) throws IOException {
        if (at > size - HEADER) {
            return Optional.empty();
        }
        ByteBuffer bytes = read(file, at, HEADER);
        boolean magic = bytes.getInt() == MAGIC;
        int crc = bytes.getInt();
        int body = bytes.getInt();
        int records = bytes.getInt();
        int flags = bytes.getShort();
        int note = bytes.getShort();
        boolean sound = magic
                && body >= 0
                && body <= LARGEST
                && records >= 0
                && (flags & ~1) == 0
                && note >= 0
                && note <= LONGEST_NOTE
                && at + HEADER + note + body <= size;
        return sound ? Optional.of(new Header(crc, body, records, flags == 1, note)) : Optional.empty();
    }

    /** The batch at a place of a file; empty if its bytes are not those that were written. */
    static Optional<Batch> batch(FileChannel file, long at, Header header) throws IOException {
        byte[] frame = read(file, at, header.length()).array();
        if (crc(frame) != header.crc()) {
            return Optional.empty();
        }
        String note = new String(frame, HEADER, header.note(), StandardCharsets.US_ASCII);
        byte[] body = new byte[header.body()];
        System.arraycopy(frame, HEADER + header.note(), body, 0, body.length);
        return Optional.of(new Batch(body, header.records(), header.gzip(), note));
    }

    private static int crc(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 8, frame.length - 8);
        return (int) crc.getValue();
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            int count = file.read(bytes, at + bytes.position());
            if (count < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return bytes.flip();
    }
}
