package dev.atoll.image.runtime;

import dev.atoll.disk.elf.LibraryClosure;
import dev.atoll.disk.elf.MissingLibrary;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.layout.CompositionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Sees that what the runtime's native parts are linked with is in the image. */
final class RuntimeLibraries {
    /** Debian's packages of the libraries that a runtime without windows and sound needs. */
    private static final Map<String, String> PACKAGES = Map.of(
            "ld-linux-aarch64.so.1", "libc6",
            "ld-linux-x86-64.so.2", "libc6",
            "libc.so.6", "libc6",
            "libgcc_s.so.1", "libgcc-s1",
            "libm.so.6", "libc6",
            "libstdc++.so.6", "libstdc++6",
            "libz.so.1", "zlib1g");

    private RuntimeLibraries() {}

    /**
     * Checks every program and library below a directory.
     *
     * @throws CompositionException naming all that is missing
     */
    static void check(FileTree tree, String directory) {
        List<String> files = tree.below(directory).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Node.File)
                .map(Map.Entry::getKey)
                .toList();
        // The launcher loads libjvm.so from a directory of its own first; later ones find it by its name.
        Set<String> own = files.stream().map(TreePath::name).collect(Collectors.toSet());
        TreeMap<String, String> missing = new TreeMap<>();
        for (MissingLibrary library : LibraryClosure.of(tree, files).missing()) {
            String name = TreePath.name(library.name());
            if (!own.contains(name)) {
                missing.putIfAbsent(name, library.wantedBy());
            }
        }
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
    }

    private static CompositionException missing(Map<String, String> missing) {
        Set<String> packages = new TreeSet<>();
        missing.keySet().stream().map(PACKAGES::get).filter(Objects::nonNull).forEach(packages::add);
        String names = packages.isEmpty() ? "the packages that bring them" : String.join(", ", packages);
        return new CompositionException(
                "the Java runtime needs libraries that no package of this image brings:\n  "
                        + missing.entrySet().stream()
                                .map(entry -> entry.getKey() + ", for /" + entry.getValue())
                                .collect(Collectors.joining("\n  ")),
                "install " + names + " (packages.install), or take modules off java.modules");
    }
}
