package dev.atoll.image;

import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.packages.PackageScript;
import dev.atoll.packages.payload.EntryType;
import dev.atoll.packages.payload.Payload;
import dev.atoll.packages.payload.PayloadEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A package with a few entries, as if it had been unpacked. */
public final class TestPackage {
    private final String name;
    private final List<PayloadEntry> entries = new ArrayList<>();
    private final List<PackageScript> scripts = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long mtime = 100;

    public TestPackage(String name) {
        this.name = name;
    }

    /** The modification time of what is added from now on. */
    public TestPackage at(long seconds) {
        mtime = seconds;
        return this;
    }

    public TestPackage directory(String path, int mode) {
        return add(path, EntryType.DIRECTORY, mode, "", 0);
    }

    public TestPackage file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestPackage file(String path, byte[] bytes) {
        add(path, EntryType.FILE, 0644, "", bytes.length);
        data.writeBytes(bytes);
        return this;
    }

    /** A file that may be executed. */
    public TestPackage program(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(path, EntryType.FILE, 0755, "", bytes.length);
        data.writeBytes(bytes);
        return this;
    }

    public TestPackage link(String path, String target) {
        return add(path, EntryType.SYMLINK, 0777, target, 0);
    }

    public TestPackage hardLink(String path, String file) {
        return add(path, EntryType.HARD_LINK, 0644, file, 0);
    }

    public TestPackage script(String scriptName, String text) {
        scripts.add(PackageScript.of(scriptName, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** The package, its contents in a folder. */
    public UnpackedPackage in(Path folder) {
        try {
            Path file = Files.write(folder.resolve(name + ".data"), data.toByteArray());
            return new UnpackedPackage(name, new Payload(entries, scripts, List.of(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TestPackage add(String path, EntryType type, int mode, String link, long size) {
        long offset = type == EntryType.FILE ? data.size() : 0;
        entries.add(new PayloadEntry(
                path, type, mode, 0, 0, mtime, link, 0, 0, offset, size, Collections.emptySortedMap()));
        return this;
    }
}
