package dev.atoll.machine.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a program's log, for messages. */
public final class LogTail {
    private static final int BYTES = 4096;

    private LogTail() {}

    /** The last 4 KiB at most, stripped; says so if the log is empty or unreadable. */
    public static String of(Path log) {
        try (FileChannel channel = FileChannel.open(log)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            ByteBuffer buffer = ByteBuffer.allocate(BYTES);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "(it said nothing; log: " + log + ")" : text;
        } catch (IOException e) {
            return "(log " + log + " cannot be read)";
        }
    }
}
