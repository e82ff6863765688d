package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.BLOCK;

import dev.atoll.disk.tree.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Writes contents one after the other, each padded to whole blocks, in large pieces. */
final class FileBlocks implements Closeable {
    private static final int BUFFER = 256 * BLOCK;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private final OpenFiles files = new OpenFiles();
    private int filled;

    FileBlocks(OutputStream out) {
        this.out = out;
    }

    void write(String path, Content content) throws IOException {
        switch (content) {
            case Content.Slice slice -> write(path, slice);
            case Content.Bytes bytes -> writeStream(path, bytes);
            case Content.Pieces pieces -> writeStream(path, pieces);
        }
        pad();
    }

    private void write(String path, Content.Slice slice) throws IOException {
        FileChannel channel = files.open(slice.file());
        long at = slice.offset();
        long left = slice.size();
        while (left > 0) {
            makeRoom();
            view.limit((int) Math.min(BUFFER, filled + left)).position(filled);
            int n = channel.read(view, at);
            if (n < 0) {
                throw new IOException("content of /" + path + " is cut short: " + slice.file() + " ends at " + at + ", "
                        + left + " bytes too early");
            }
            filled += n;
            at += n;
            left -= n;
        }
    }

    private void writeStream(String path, Content content) throws IOException {
        long left = content.size();
        try (InputStream in = content.open()) {
            while (left > 0) {
                makeRoom();
                int n = in.read(buffer, filled, (int) Math.min(BUFFER - filled, left));
                if (n < 0) {
                    throw new IOException("content of /" + path + " is " + left + " bytes too short");
                }
                filled += n;
                left -= n;
            }
        }
    }

    private void pad() {
        int end = (int) ErofsLayout.align(filled, BLOCK);
        Arrays.fill(buffer, filled, end, (byte) 0);
        filled = end;
    }

    private void makeRoom() throws IOException {
        if (filled == BUFFER) {
            flush();
        }
    }

    /** Hands on what is buffered. */
    void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    /** Closes the files read, not the stream written. */
    @Override
    public void close() throws IOException {
        files.close();
    }
}
