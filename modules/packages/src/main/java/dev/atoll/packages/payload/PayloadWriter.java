package dev.atoll.packages.payload;

import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.TarEntry;
import dev.atoll.packages.deb.TarVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Appends the contents of an archive's files to one stream and remembers where they lie. */
final class PayloadWriter implements TarVisitor {
    private static final int BUFFER = 1 << 16;
    private static final long MAX_MODULE = 1L << 30;

    private final String name;
    private final OutputStream out;
    private final boolean plainModules;
    private final byte[] buffer = new byte[BUFFER];
    private final List<PayloadEntry> entries = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>(); // a name of a file, and the name it has first
    private final Map<String, EntryType> seen = new HashMap<>();
    private long position;

    PayloadWriter(String name, OutputStream out, boolean plainModules) {
        this.name = name;
        this.out = out;
        this.plainModules = plainModules;
    }

    List<PayloadEntry> entries() {
        return entries;
    }

    /** Bytes written. */
    long position() {
        return position;
    }

    @Override
    public void member(TarEntry entry, InputStream contents) throws IOException {
        if (entry.path().isEmpty()) {
            return; // the root belongs to the image
        }
        Compression compression = plainModules ? moduleCompression(entry.path()) : Compression.NONE;
        boolean link = entry.kind() == TarEntry.Kind.HARD_LINK;
        boolean file = link || entry.kind() == TarEntry.Kind.FILE;
        String path = file ? without(compression, entry.path()) : entry.path();
        long offset = position;
        if (entry.kind() == TarEntry.Kind.FILE) {
            copy(entry, compression, contents);
        }
        String target = link ? target(entry) : entry.link();
        EntryType other = seen.putIfAbsent(path, type(entry.kind()));
        if (other != null && !(other == EntryType.DIRECTORY && entry.kind() == TarEntry.Kind.DIRECTORY)) {
            throw new MalformedPackageException(name, path, "it stands twice in the package");
        }
        if (file) {
            files.put(path, link ? target : path);
        }
        entries.add(new PayloadEntry(
                path,
                type(entry.kind()),
                entry.mode(),
                entry.uid(),
                entry.gid(),
                entry.mtime(),
                target,
                entry.major(),
                entry.minor(),
                entry.kind() == TarEntry.Kind.FILE ? offset : 0,
                position - offset,
                entry.xattrs()));
    }

    private String target(TarEntry entry) {
        String raw = plainModules ? without(moduleCompression(entry.link()), entry.link()) : entry.link();
        String first = files.get(raw);
        if (first == null) {
            throw new MalformedPackageException(
                    name, entry.path(), "a hard link to " + raw + ", which is no file before it");
        }
        return first;
    }

    private void copy(TarEntry entry, Compression compression, InputStream contents) throws IOException {
        if (compression == Compression.NONE) {
            append(contents);
            return;
        }
        String member = entry.path();
        try (InputStream plain = compression.bounded(contents, name, member, MAX_MODULE)) {
            append(plain);
        }
    }

    private void append(InputStream in) throws IOException {
        int n = in.read(buffer, 0, BUFFER);
        while (n >= 0) {
            out.write(buffer, 0, n);
            position += n;
            n = in.read(buffer, 0, BUFFER);
        }
    }

    private static Compression moduleCompression(String path) {
        if (path.startsWith("usr/lib/modules/") || path.startsWith("lib/modules/")) {
            for (Compression compression : Compression.values()) {
                if (compression != Compression.NONE && path.endsWith(".ko" + compression.suffix())) {
                    return compression;
                }
            }
        }
        return Compression.NONE;
    }

    private static String without(Compression compression, String path) {
        return path.substring(0, path.length() - compression.suffix().length());
    }

    private static EntryType type(TarEntry.Kind kind) {
        return switch (kind) {
            case FILE -> EntryType.FILE;
            case DIRECTORY -> EntryType.DIRECTORY;
            case SYMLINK -> EntryType.SYMLINK;
            case HARD_LINK -> EntryType.HARD_LINK;
            case CHARACTER_DEVICE -> EntryType.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> EntryType.BLOCK_DEVICE;
            case FIFO -> EntryType.FIFO;
        };
    }
}
