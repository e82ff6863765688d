package dev.atoll.node.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a segment with two batches, for the corpus. */
final class SegmentSeed {
    private SegmentSeed() {}

    public static void main(String[] arguments) throws IOException {
        byte[] body = "{\"resourceLogs\":[]}".getBytes(StandardCharsets.US_ASCII);
        try (FileChannel file = FileChannel.open(
                Path.of(arguments[0]),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (boolean gzip : new boolean[] {false, true}) {
                ByteBuffer frame = Frame.encode(Batch.of(body, 3, gzip, "s=1;i=2"));
                while (frame.hasRemaining()) {
                    file.write(frame);
                }
            }
        }
    }
}
