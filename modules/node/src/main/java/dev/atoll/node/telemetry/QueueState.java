package dev.atoll.node.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What the queue remembers beside its segments. In its file, all big-endian: CRC-32C of the rest, segment, offset,
 * unreported (8 bytes each), note.
 *
 * @param segment the first that has anything that is not sent
 * @param offset of that in it
 * @param unreported records that were dropped and nobody was told of
 * @param note the last that was seen
 */
record QueueState(long segment, long offset, long unreported, String note) {
    static final QueueState FRESH = new QueueState(0, 0, 0, "");

    private static final int FIXED = 4 + 3 * 8;

    private static Path file(Path folder) {
        return folder.resolve("state");
    }

    /** What was written last; {@link #FRESH} if nothing was, or it cannot be read. */
    static QueueState read(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return FRESH;
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FIXED + Frame.LONGEST_NOTE + 1);
        }
        if (bytes.length < FIXED || bytes.length > FIXED + Frame.LONGEST_NOTE) {
            return FRESH;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt() != crc(bytes)) {
            return FRESH;
        }
        String note = new String(Arrays.copyOfRange(bytes, FIXED, bytes.length), StandardCharsets.US_ASCII);
        return new QueueState(buffer.getLong(), buffer.getLong(), buffer.getLong(), note);
    }

    /** Takes the place of what was written before, durably but for the folder's own entry. */
    void write(Path folder) throws IOException {
        byte[] text = note.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + text.length)
                .putInt(0)
                .putLong(segment)
                .putLong(offset)
                .putLong(unreported)
                .put(text);
        buffer.putInt(0, crc(buffer.array())).flip();
        Path fresh = folder.resolve("state.new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(fresh, file(folder), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 4, bytes.length - 4);
        return (int) crc.getValue();
    }

    QueueState at(long nextSegment, long nextOffset, String newest) {
        return new QueueState(nextSegment, nextOffset, unreported, newest);
    }

    QueueState dropped(long more) {
        return new QueueState(segment, offset, unreported + more, note);
    }
}
