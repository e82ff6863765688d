package dev.atoll.packages.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive: ustar, pax extended headers, GNU long names. Sparse files, multiple volumes and unknown types
 * are refused.
 */
final class TarReader {
    private static final int MAX_LONG_NAME = 1 << 16;
    private static final int MAX_PAX = 1 << 20;
    private static final long UINT32 = 0xffff_ffffL;

    /** Visitors keep what they are told: so many members, and so many bytes of names and extended attributes. */
    private static final int MAX_MEMBERS = 1 << 20;

    private static final long MAX_TOLD = 64L << 20;

    private final Source in;
    private final TarVisitor visitor;
    private final PaxHeader pax = new PaxHeader();
    private byte @Nullable [] longName;
    private byte @Nullable [] longLink;
    private int members;
    private long told;

    private TarReader(Source in, TarVisitor visitor) {
        this.in = in;
        this.visitor = visitor;
    }

    /**
     * Reads to the end of the archive and of the bytes after it, or as far as the visitor wants.
     *
     * @throws MalformedPackageException if it is not a sound archive
     * @throws IOException of the visitor
     */
    static void read(Source in, TarVisitor visitor) throws IOException {
        TarReader reader = new TarReader(in, visitor);
        byte[] block = new byte[TarHeader.SIZE];
        while (visitor.wantsMore()) {
            in.readFully(block, block.length);
            TarHeader header = new TarHeader(block);
            if (header.isEnd()) {
                in.drain();
                return;
            }
            try {
                reader.header(header);
            } catch (IllegalArgumentException e) {
                String why = e.getMessage();
                throw in.malformed(why == null ? "a damaged tar header" : why);
            }
        }
    }

    private void header(TarHeader header) throws IOException {
        if (!header.isSound()) {
            throw new IllegalArgumentException("a tar header with a wrong checksum");
        }
        switch (header.type()) {
            case 'L' -> longName = untilNul(meta(header, MAX_LONG_NAME));
            case 'K' -> longLink = untilNul(meta(header, MAX_LONG_NAME));
            case 'x' -> pax.add(meta(header, MAX_PAX));
            case 'g' -> meta(header, MAX_PAX); // what it says of all members (a comment, as a rule) is of no use here
            default -> member(header);
        }
    }

    private void member(TarHeader header) throws IOException {
        String rawPath = text(pax.bytes("path"), longName, header.name());
        TarEntry.Kind kind = kind(header.type(), rawPath);
        long stored = pax.number("size", header.length());
        if (stored < 0) {
            throw new IllegalArgumentException("a negative size: " + rawPath);
        }
        if (stored > 0 && kind != TarEntry.Kind.FILE && kind != TarEntry.Kind.DIRECTORY) {
            throw new IllegalArgumentException("a member with contents that is no file: " + rawPath);
        }
        TarEntry entry = new TarEntry(
                TarPath.of(rawPath),
                kind,
                (int) (header.mode() & 07777),
                owner(pax.number("uid", header.uid())),
                owner(pax.number("gid", header.gid())),
                pax.number("mtime", header.mtime()),
                link(kind, text(pax.bytes("linkpath"), longLink, header.link())),
                device(kind, header.major()),
                device(kind, header.minor()),
                kind == TarEntry.Kind.FILE ? stored : 0,
                pax.xattrs());
        count(entry);
        pax.clear();
        longName = null;
        longLink = null;
        Contents contents = new Contents(kind == TarEntry.Kind.DIRECTORY ? 0 : stored);
        visitor.member(entry, kind == TarEntry.Kind.FILE ? contents : InputStream.nullInputStream());
        in.skipFully(contents.left);
        in.skipFully(padding(contents.size));
    }

    private void count(TarEntry entry) {
        members++;
        told += entry.path().length() + entry.link().length();
        entry.xattrs().forEach((name, value) -> told += name.length() + value.remaining());
        if (members > MAX_MEMBERS || told > MAX_TOLD) {
            throw new IllegalArgumentException(
                    "more members, names or extended attributes than any package should have");
        }
    }

    private static TarEntry.Kind kind(byte type, String rawPath) {
        return switch (type) {
            case 0, '0', '7' -> rawPath.endsWith("/") ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
            case '1' -> TarEntry.Kind.HARD_LINK;
            case '2' -> TarEntry.Kind.SYMLINK;
            case '3' -> TarEntry.Kind.CHARACTER_DEVICE;
            case '4' -> TarEntry.Kind.BLOCK_DEVICE;
            case '5' -> TarEntry.Kind.DIRECTORY;
            case '6' -> TarEntry.Kind.FIFO;
            default ->
                throw new IllegalArgumentException(
                        "a member of unknown type 0x" + Integer.toHexString(type & 0xff) + ": " + rawPath);
        };
    }

    private static String link(TarEntry.Kind kind, String raw) {
        return switch (kind) {
            case HARD_LINK -> TarPath.of(raw);
            case SYMLINK -> {
                if (raw.isEmpty() || raw.length() > TarPath.LONGEST || raw.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("a symbolic link without a target, or with one too long");
                }
                yield raw;
            }
            case FILE, DIRECTORY, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> "";
        };
    }

    private static long owner(long id) {
        if (id < 0 || id > UINT32) {
            throw new IllegalArgumentException("an owner out of range: " + id);
        }
        return id;
    }

    private static int device(TarEntry.Kind kind, long number) {
        if (kind != TarEntry.Kind.CHARACTER_DEVICE && kind != TarEntry.Kind.BLOCK_DEVICE) {
            return 0;
        }
        if (number < 0 || number > 0xf_ffff) {
            throw new IllegalArgumentException("a device number out of range: " + number);
        }
        return (int) number;
    }

    private byte[] meta(TarHeader header, int most) {
        long length = header.length();
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("a tar header of " + length + " bytes, more than " + most);
        }
        byte[] bytes = new byte[(int) length];
        in.readFully(bytes, bytes.length);
        in.skipFully(padding(length));
        return bytes;
    }

    private static byte[] untilNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Arrays.copyOf(bytes, end);
    }

    private static String text(byte @Nullable [] pax, byte @Nullable [] gnu, byte[] ustar) {
        byte[] bytes = pax != null ? pax : gnu != null ? gnu : ustar;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name that is not UTF-8", e);
        }
    }

    private static long padding(long size) {
        return -size & (TarHeader.SIZE - 1);
    }

    /** The bytes of one regular file. */
    private final class Contents extends InputStream {
        private final long size;
        private long left;

        Contents(long size) {
            this.size = size;
            this.left = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw in.malformed("it ends too early");
            }
            left -= n;
            return n;
        }
    }
}
