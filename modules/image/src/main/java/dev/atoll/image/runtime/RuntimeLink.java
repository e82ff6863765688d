package dev.atoll.image.runtime;

import dev.atoll.disk.elf.StrippedFile;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.packages.deb.TarEntry;
import dev.atoll.packages.deb.TarVisitor;
import dev.atoll.store.ContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes a runtime of a JDK's package: takes the modules out, links them, keeps what running needs. */
final class RuntimeLink {
    /** What only developers use; see the JDK's own description of an image's layout, JEP 220. */
    private static final PathPatterns LEFT_OUT = new PathPatterns(List.of(
            "bin/*",
            "!bin/java",
            "conf/sdp/**", // for InfiniBand of Solaris
            "conf/security/policy/README.txt",
            "conf/security/policy/limited/**", // java.security chooses "unlimited"
            "lib/classlist", // for making archives of classes
            "lib/jexec",
            "lib/jrt-fs.jar", // for reading this runtime from another
            "lib/libjsig.so",
            "lib/server/libjsig.so"));

    private final ContentStore store;
    private final LockedPackage jdk;
    private final Path file;
    private final SortedSet<String> modules;

    /**
     * A runtime to be made.
     *
     * @param file the package's file
     * @param modules those asked for, {@code java.base} among them
     */
    RuntimeLink(ContentStore store, LockedPackage jdk, Path file, SortedSet<String> modules) {
        this.store = store;
        this.jdk = jdk;
        this.file = file;
        this.modules = modules;
    }

    /** What links: the same modules linked by another may give other bytes. */
    String linker() {
        return Runtime.version().toString();
    }

    /** Makes it, and shows all that belongs to it, by path; modes are fixed, times are not told. */
    void run(TarVisitor files) {
        store.inDirectory(folder -> {
            Path packaged = Files.createDirectory(folder.resolve("jmods"));
            PackagedModules.extract(jdk, file, modules, packaged);
            Path linked = folder.resolve("java");
            new Linker(Linker.find()).link(jdk, packaged, modules, linked);
            show(linked, files);
            return linked;
        });
    }

    private static void show(Path linked, TarVisitor files) throws IOException {
        TreeMap<String, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(linked)) {
            all.filter(it -> !Files.isDirectory(it))
                    .forEach(it -> found.put(linked.relativize(it).toString().replace('\\', '/'), it));
        }
        for (var each : found.entrySet()) {
            if (!LEFT_OUT.excludes(each.getKey())) {
                show(each.getKey(), each.getValue(), files);
            }
        }
    }

    private static void show(String path, Path file, TarVisitor files) throws IOException {
        if (Files.isSymbolicLink(file)) {
            String target = Files.readSymbolicLink(file).toString().replace('\\', '/');
            files.member(entry(path, TarEntry.Kind.SYMLINK, 0777, target, 0), new ByteArrayInputStream(new byte[0]));
            return;
        }
        if (path.endsWith(".so")) {
            StrippedFile.strip(file);
        }
        int mode = path.startsWith("bin/") || path.equals("lib/jspawnhelper") ? 0755 : 0644;
        try (InputStream in = Files.newInputStream(file)) {
            files.member(entry(path, TarEntry.Kind.FILE, mode, "", Files.size(file)), in);
        }
    }

    private static TarEntry entry(String path, TarEntry.Kind kind, int mode, String link, long size) {
        return new TarEntry(path, kind, mode, 0, 0, 0, link, 0, 0, size, Collections.emptySortedMap());
    }
}
