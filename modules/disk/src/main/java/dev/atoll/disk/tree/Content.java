package dev.atoll.disk.tree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The bytes of a regular file, of known size, readable any number of times and by many threads. */
public sealed interface Content permits Content.Bytes, Content.Slice, Content.Pieces {

    /** Size in bytes. */
    long size();

    /** Opens the content for reading from its first byte; exactly {@link #size()} bytes follow. */
    InputStream open() throws IOException;

    static Content of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    static Content of(String utf8) {
        return new Bytes(utf8.getBytes(StandardCharsets.UTF_8));
    }

    /** A range of a file on disk, {@code offset} and {@code size} in bytes. */
    static Content of(Path file, long offset, long size) {
        return new Slice(file, offset, size);
    }

    /** Reads everything into memory; for small files. */
    default byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content held in memory. */
    final class Bytes implements Content {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** A range of a file on disk. */
    record Slice(Path file, long offset, long size) implements Content {
        public Slice {
            if (offset < 0 || size < 0) {
                throw new IllegalArgumentException("negative range " + offset + "+" + size);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return new PiecesStream(
                    FileChannel.open(file, StandardOpenOption.READ), List.of(new Pieces.Piece(offset, size)));
        }
    }

    /**
     * Ranges of a file on disk one after the other, with zeros where there is none.
     *
     * @param pieces at least one
     */
    record Pieces(Path file, List<Piece> pieces) implements Content {
        public Pieces {
            pieces = List.copyOf(pieces);
            if (pieces.isEmpty()) {
                throw new IllegalArgumentException("no pieces");
            }
        }

        /**
         * One range.
         *
         * @param offset its first byte in the file; -1 for zeros
         * @param size length in bytes
         */
        public record Piece(long offset, long size) {
            public Piece {
                if (offset < -1 || size < 0) {
                    throw new IllegalArgumentException("bad piece " + offset + "+" + size);
                }
            }
        }

        @Override
        public long size() {
            return pieces.stream().mapToLong(Piece::size).sum();
        }

        /** Bytes that lie in the file: those of pieces that are not zeros. */
        public long stored() {
            return pieces.stream()
                    .filter(piece -> piece.offset >= 0)
                    .mapToLong(Piece::size)
                    .sum();
        }

        @Override
        public InputStream open() throws IOException {
            return new PiecesStream(FileChannel.open(file, StandardOpenOption.READ), pieces);
        }
    }

    /** Reads ranges of a channel that it owns. */
    final class PiecesStream extends InputStream {
        private final FileChannel channel;
        private final Iterator<Pieces.Piece> rest;
        private long at;
        private long left;

        private PiecesStream(FileChannel channel, List<Pieces.Piece> pieces) {
            this.channel = channel;
            this.rest = pieces.iterator();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (left == 0) {
                if (!rest.hasNext()) {
                    return -1;
                }
                Pieces.Piece piece = rest.next();
                at = piece.offset;
                left = piece.size;
            }
            int wanted = (int) Math.min(length, left);
            int n = wanted;
            if (at < 0) {
                Arrays.fill(buffer, offset, offset + wanted, (byte) 0);
            } else {
                n = channel.read(ByteBuffer.wrap(buffer, offset, wanted), at);
                if (n < 0) {
                    throw new IOException("file ends " + left + " bytes before the range does");
                }
                at += n;
            }
            left -= n;
            return n;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
