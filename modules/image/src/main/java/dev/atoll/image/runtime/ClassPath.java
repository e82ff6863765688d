package dev.atoll.image.runtime;

import dev.atoll.disk.tree.Content;
import dev.atoll.image.layout.CompositionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The jars that a program of this Atoll is made of.
 *
 * @param jars by file name, which has no version: {@code jackson-core.jar}
 */
public record ClassPath(SortedMap<String, Content> jars) {
    private static final long LARGEST = 64L << 20;

    public ClassPath {
        jars = Collections.unmodifiableSortedMap(new TreeMap<>(jars));
    }

    /**
     * The jars that these classes were loaded from, each once, byte for byte. Classes of a build tree, as tests have
     * them, come from a folder; it is packed, always into the same bytes, and named by the package of its first anchor.
     *
     * @param anchors a class of every jar
     * @throws CompositionException if a class comes from neither, or two jars differ in their versions only
     * @throws UncheckedIOException if a jar cannot be read
     */
    public static ClassPath of(Class<?>... anchors) {
        TreeMap<String, Path> sources = new TreeMap<>();
        TreeMap<String, Content> jars = new TreeMap<>();
        for (Class<?> anchor : anchors) {
            Path source = source(anchor);
            if (sources.containsValue(source)) {
                continue;
            }
            String name = Files.isDirectory(source) ? anchor.getPackageName() + ".jar" : withoutVersion(source);
            Path other = sources.putIfAbsent(name, source);
            if (other != null) {
                throw new CompositionException(
                        "both " + other + " and " + source + " would be " + name + " in the image",
                        "this is a fault of atoll's own class path; build it again from a clean checkout");
            }
            jars.put(name, content(source));
        }
        return new ClassPath(jars);
    }

    private static Path source(Class<?> anchor) {
        CodeSource source = anchor.getProtectionDomain().getCodeSource();
        try {
            Path path = source == null ? null : Path.of(source.getLocation().toURI());
            if (path != null && (Files.isDirectory(path) || path.toString().endsWith(".jar"))) {
                return path;
            }
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            // told below
        }
        throw new CompositionException(
                anchor.getName() + " does not come from a jar that could be put into an image",
                "run atoll from its own jars, with its launcher");
    }

    /** {@code jackson-core-3.2.4.jar} becomes {@code jackson-core.jar}. */
    static String withoutVersion(Path jar) {
        return jar.getFileName().toString().replaceFirst("^(.+?)-[0-9][A-Za-z0-9.+_-]*\\.jar$", "$1.jar");
    }

    private static Content content(Path source) {
        try {
            if (Files.isDirectory(source)) {
                return Content.of(FolderJar.of(source));
            }
            if (Files.size(source) > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            return Content.of(Files.readAllBytes(source));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
    }
}
