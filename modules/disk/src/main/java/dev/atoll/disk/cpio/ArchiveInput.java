package dev.atoll.disk.cpio;

import java.io.IOException;
import java.io.InputStream;

/** An archive read from front to back, with the position known. */
final class ArchiveInput {
    private final InputStream in;
    private long position;

    ArchiveInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** Exactly this many bytes; memory grows only as they arrive. */
    byte[] read(long length, String what) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new MalformedCpioException(position, what + " of " + length + " bytes is too big to be read");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new MalformedCpioException(position, "archive ends inside " + what);
        }
        position += length;
        return bytes;
    }

    /** Skips to the next multiple of four bytes. */
    void align() throws IOException {
        read((NewcHeader.ALIGNMENT - position % NewcHeader.ALIGNMENT) % NewcHeader.ALIGNMENT, "padding");
    }

    /** Skips zeros up to the next archive, whose header this gives; an empty array at the end of input. */
    byte[] nextHeader() throws IOException {
        int first = in.read();
        while (first == 0) {
            position++;
            first = in.read();
        }
        if (first < 0) {
            return new byte[0];
        }
        long start = position;
        position++;
        byte[] rest = read(NewcHeader.SIZE - 1L, "a header");
        byte[] header = new byte[NewcHeader.SIZE];
        header[0] = (byte) first;
        System.arraycopy(rest, 0, header, 1, rest.length);
        if (start % NewcHeader.ALIGNMENT != 0) {
            throw new MalformedCpioException(start, "an entry begins at no multiple of 4 bytes");
        }
        return header;
    }
}
