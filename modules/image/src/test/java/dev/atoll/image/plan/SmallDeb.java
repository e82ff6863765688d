package dev.atoll.image.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A Debian package with a control file and a few files of content, uncompressed. */
public final class SmallDeb {
    private static final int BLOCK = 512;

    private SmallDeb() {}

    /** A package with one file. */
    static byte[] of(String name, String version, long mtime, String more) {
        return of(name, version, mtime, more, new TreeMap<>(Map.of("usr/share/" + name, ascii(version))));
    }

    /** A package with some files, given by their paths. */
    public static byte[] of(String name, String version, long mtime, String more, SortedMap<String, byte[]> files) {
        String control = "Package: " + name + "\nVersion: " + version + "\nArchitecture: amd64\n" + more;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("!<arch>\n"));
        member(out, "debian-binary", ascii("2.0\n"));
        member(out, "control.tar", tar(new TreeMap<>(Map.of("control", ascii(control))), mtime));
        member(out, "data.tar", tar(files, mtime));
        return out.toByteArray();
    }

    private static void member(ByteArrayOutputStream out, String name, byte[] bytes) {
        out.writeBytes(ascii(
                String.format(Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", bytes.length)));
        out.writeBytes(bytes);
        if (bytes.length % 2 == 1) {
            out.write('\n');
        }
    }

    private static byte[] tar(SortedMap<String, byte[]> files, long mtime) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        files.forEach((name, contents) -> file(out, "./" + name, contents, mtime));
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    private static void file(ByteArrayOutputStream out, String name, byte[] contents, long mtime) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format(Locale.ROOT, "%011o", contents.length));
        put(header, 136, String.format(Locale.ROOT, "%011o", mtime));
        put(header, 148, "        0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        header[154] = 0;
        out.writeBytes(header);
        out.writeBytes(contents);
        out.writeBytes(new byte[Math.floorMod(-contents.length, BLOCK)]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = ascii(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
