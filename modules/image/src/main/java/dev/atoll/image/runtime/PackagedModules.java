package dev.atoll.image.runtime;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.packages.deb.DebFile;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.TarEntry;
import dev.atoll.packages.deb.TarVisitor;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes modules (JMOD files: ZIP archives behind four bytes) out of a JDK's package. Reading ends with the last that is
 * needed: unpacking what follows would be a third of the work.
 */
final class PackagedModules implements TarVisitor {
    private static final Pattern JMOD = Pattern.compile("(?:.*/)?jmods/([A-Za-z][A-Za-z0-9_.]*)\\.jmod");
    private static final long LARGEST_DESCRIPTOR = 1 << 20;
    private static final long MOST = 1L << 30;
    private static final String BASE = "java.base";

    private final LockedPackage jdk;
    private final SortedSet<String> wanted;
    private final Path folder;
    private final TreeMap<String, ModuleDescriptor> found = new TreeMap<>();
    private long left = MOST;

    private PackagedModules(LockedPackage jdk, SortedSet<String> wanted, Path folder) {
        this.jdk = jdk;
        this.wanted = wanted;
        this.folder = folder;
    }

    /**
     * Takes out at least the wanted modules and those that they require.
     *
     * @param file the package's file
     * @param folder where {@code MODULE.jmod} files go
     * @throws CompositionException if there are no modules in it, one is missing, or they are for another Java than runs
     *     this
     * @throws MalformedPackageException if the package is damaged
     */
    static void extract(LockedPackage jdk, Path file, SortedSet<String> wanted, Path folder) throws IOException {
        PackagedModules modules = new PackagedModules(jdk, wanted, folder);
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
            DebFile.read(file.toString(), in, modules);
            in.transferTo(OutputStream.nullOutputStream());
        }
        Digest digest = Digest.finish(hash);
        if (!digest.equals(jdk.sha256())) {
            throw new MalformedPackageException(
                    file.toString(), "", "its bytes have SHA-256 " + digest + ", not " + jdk.sha256());
        }
        modules.check();
    }

    @Override
    public void member(TarEntry entry, InputStream contents) throws IOException {
        Matcher jmod = JMOD.matcher(entry.path());
        if (entry.kind() != TarEntry.Kind.FILE || !jmod.matches() || found.containsKey(jmod.group(1))) {
            return;
        }
        left -= entry.size();
        if (left < 0) {
            throw new MalformedPackageException(
                    jdk.name(), entry.path(), "its modules have more than " + MOST + " bytes");
        }
        Path target = folder.resolve(jmod.group(1) + ".jmod");
        Files.copy(contents, target);
        found.put(jmod.group(1), descriptor(target, entry.path()));
    }

    private ModuleDescriptor descriptor(Path file, String path) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry("classes/module-info.class");
            if (entry == null || entry.getSize() > LARGEST_DESCRIPTOR) {
                throw new MalformedPackageException(jdk.name(), path, "it has no module-info.class");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return ModuleDescriptor.read(in);
            }
        } catch (IOException | InvalidModuleDescriptorException e) {
            throw new MalformedPackageException(jdk.name(), path, "it is no module: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean wantsMore() {
        return !missing().isEmpty();
    }

    /** Modules that are needed as far as is known, and were not seen. */
    private SortedSet<String> missing() {
        SortedSet<String> missing = new TreeSet<>();
        Set<String> seen = new TreeSet<>(wanted);
        Deque<String> waiting = new ArrayDeque<>(wanted);
        while (!waiting.isEmpty()) {
            String name = waiting.removeFirst();
            ModuleDescriptor module = found.get(name);
            if (module == null) {
                missing.add(name);
            } else {
                required(module).stream().filter(seen::add).forEach(waiting::add);
            }
        }
        return missing;
    }

    private static List<String> required(ModuleDescriptor module) {
        return module.requires().stream()
                .filter(it -> !it.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .toList();
    }

    private void check() {
        String source = jdk.name() + " " + jdk.version();
        if (found.isEmpty()) {
            throw new CompositionException(
                    "java.jdk: " + source + " holds no modules of a JDK (jmods)",
                    "name the package that has them, such as openjdk-25-jdk-headless");
        }
        SortedSet<String> missing = missing();
        if (!missing.isEmpty()) {
            String unknown = missing.stream()
                    .map(name -> name + (wanted.contains(name) ? "" : ", which another module requires"))
                    .collect(Collectors.joining("; "));
            throw new CompositionException(
                    "java.modules: " + source + " does not have " + unknown,
                    "it has " + String.join(", ", found.keySet()));
        }
        checkVersion(source);
    }

    /** As jlink does: it knows how to link its own feature and interim version only. */
    private void checkVersion(String source) {
        Runtime.Version own = Runtime.version();
        String text = Optional.ofNullable(found.get(BASE))
                .flatMap(ModuleDescriptor::rawVersion)
                .orElse("");
        Runtime.Version version;
        try {
            version = Runtime.Version.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedPackageException(jdk.name(), BASE, "its version is no version of Java: " + text, e);
        }
        if (version.feature() != own.feature() || version.interim() != own.interim()) {
            throw new CompositionException(
                    "java.jdk: the modules of " + source + " are of Java " + version
                            + ", and the jlink of the Java that runs atoll, " + own + ", links only its own version's",
                    "name the package of JDK " + own.feature()
                            + (version.feature() > own.feature()
                                    ? ", or run atoll with a JDK " + version.feature() + ": ATOLL_JAVA_HOME=DIRECTORY"
                                    : ""));
        }
    }
}
