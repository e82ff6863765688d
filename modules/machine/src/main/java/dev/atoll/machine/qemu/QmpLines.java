package dev.atoll.machine.qemu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Cuts a channel into lines of bounded length. */
final class QmpLines {
    /** QEMU's longest answers (schemas) stay far below. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private final ReadableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(8192).flip();

    QmpLines(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** The next line that is not blank; empty at the end. */
    Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (buffer.hasRemaining()) {
                byte b = buffer.get();
                if (b != '\n') {
                    line.write(b);
                } else if (!line.toString(StandardCharsets.UTF_8).isBlank()) {
                    return Optional.of(line.toString(StandardCharsets.UTF_8));
                } else {
                    line.reset();
                }
            }
            if (line.size() > MAX_LINE_BYTES) {
                throw new IOException("line longer than " + MAX_LINE_BYTES + " bytes");
            }
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0) {
                return Optional.empty();
            }
        }
    }
}
