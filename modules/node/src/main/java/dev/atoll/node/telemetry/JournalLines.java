package dev.atoll.node.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** Splits a stream into lines of bounded length. Not thread safe. */
final class JournalLines {
    private static final int BUFFER = 1 << 16;

    private final int longest;
    private byte[] line = new byte[4096];
    private int length;
    private boolean tooLong;

    /** @param longest line that is passed on, in bytes */
    JournalLines(int longest) {
        this.longest = longest;
    }

    /**
     * Reads to the end of the stream. What stands after the last line feed is no line.
     *
     * @param consumer gets each line, without its line feed: a buffer that is only valid during the call, and the length
     * @param tooMany told at once when a line is too long; the line is not passed on
     */
    void read(InputStream in, ObjIntConsumer<byte[]> consumer, Runnable tooMany) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int start = 0;
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    add(buffer, start, i, tooMany);
                    if (!tooLong && length > 0) {
                        consumer.accept(line, length);
                    }
                    begin();
                    start = i + 1;
                }
            }
            add(buffer, start, count, tooMany);
        }
        begin();
    }

    private void begin() {
        length = 0;
        tooLong = false;
        if (line.length > BUFFER) {
            line = new byte[4096];
        }
    }

    private void add(byte[] buffer, int from, int to, Runnable tooMany) {
        int more = to - from;
        if (tooLong) {
            return;
        }
        if (more > longest - length) {
            tooLong = true;
            tooMany.run();
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(length + more, line.length * 2)));
        }
        System.arraycopy(buffer, from, line, length, more);
        length += more;
    }
}
