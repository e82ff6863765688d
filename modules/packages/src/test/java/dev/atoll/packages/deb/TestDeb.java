package dev.atoll.packages.deb;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Builds small Debian packages, sound and unsound, by another library's tar. */
public final class TestDeb {
    public static final String CONTROL =
            "Package: thing\nVersion: 1.0-1\nArchitecture: amd64\nDescription: a thing\n of a kind\n .\n more\n";

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = tar(data);
    private final ByteArrayOutputStream control = new ByteArrayOutputStream();
    private final TarArchiveOutputStream controlTar = tar(control);

    public TestDeb() {
        this(CONTROL);
    }

    /** A package with another control file. */
    public TestDeb(String control) {
        controlFile("control", control);
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        return tar;
    }

    /** A second tar dialect for what follows. */
    public TestDeb posix() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return this;
    }

    public TestDeb controlFile(String name, String text) {
        put(controlTar, new TarArchiveEntry("./" + name), text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public TestDeb file(String path, byte[] bytes) {
        return entry(new TarArchiveEntry(path, true), bytes, 0644);
    }

    public TestDeb directory(String path) {
        return entry(new TarArchiveEntry(path + "/", true), new byte[0], 0755);
    }

    public TestDeb link(String path, byte type, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
        entry.setLinkName(target);
        return entry(entry, new byte[0], 0777);
    }

    public TestDeb device(String path, byte type, int major, int minor) {
        TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
        entry.setDevMajor(major);
        entry.setDevMinor(minor);
        return entry(entry, new byte[0], 0600);
    }

    public TestDeb withHeaders(String path, byte[] bytes, Map<String, String> pax) {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setMode(04755);
        pax.forEach(entry::addPaxHeader);
        put(tar, entry, bytes);
        return this;
    }

    private TestDeb entry(TarArchiveEntry entry, byte[] bytes, int mode) {
        entry.setMode(mode);
        entry.setModTime(1_700_000_000_000L);
        entry.setIds(0, 42);
        put(tar, entry, bytes);
        return this;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) {
        try {
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The package with {@code compression} for both of its archives. */
    public byte[] build(Compression compression) {
        try {
            tar.close();
            controlTar.close();
            return ar(
                    "debian-binary",
                    "2.0\n".getBytes(StandardCharsets.US_ASCII),
                    "control.tar" + compression.suffix(),
                    compress(compression, control.toByteArray()),
                    "data.tar" + compression.suffix(),
                    compress(compression, data.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] compress(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = switch (compression) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(out);
        }) {
            compressed.write(bytes);
        }
        return out.toByteArray();
    }

    /** An archive of names and contents in turn. */
    public static byte[] ar(Object... members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < members.length; i += 2) {
            byte[] bytes = (byte[]) members[i + 1];
            out.writeBytes(String.format("%-16s%-12d%-6d%-6d%-8s%-10d`\n", members[i], 0, 0, 0, "100644", bytes.length)
                    .getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(bytes);
            if (bytes.length % 2 == 1) {
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    /** One with a bit of everything that packages may hold. */
    public static TestDeb rich() {
        return new TestDeb()
                .controlFile("postinst", "#!/bin/sh\nexit 0\n")
                .controlFile("conffiles", "/etc/thing.conf\n")
                .controlFile("md5sums", "nothing\n")
                .directory("./")
                .directory("./etc")
                .file("./etc/thing.conf", "a=b\n".getBytes(StandardCharsets.UTF_8))
                .directory("./usr/bin")
                .file("./usr/bin/thing", new byte[70_000])
                .link("./usr/bin/also", TarConstants.LF_LINK, "./usr/bin/thing")
                .link("./usr/bin/again", TarConstants.LF_SYMLINK, "../bin/thing")
                .device("./dev/null", TarConstants.LF_CHR, 1, 3)
                .device("./dev/sda", TarConstants.LF_BLK, 8, 0)
                .device("./run/pipe", TarConstants.LF_FIFO, 0, 0)
                .file("./usr/share/" + "long/".repeat(60) + "name", new byte[] {1, 2, 3});
    }
}
