package dev.atoll.image.depmod;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which of several modules of one name counts, as {@code depmod.d} says it (depmod.d(5)). */
final class DepmodConfiguration {
    /** A file of the first directory hides those of the same name in the others. */
    static final List<String> DIRECTORIES = List.of("etc/depmod.d", "usr/local/lib/depmod.d", "usr/lib/depmod.d");

    private static final String BUILT_IN = "built-in";

    private final String kernelVersion;
    private final List<String> search = new ArrayList<>();
    /** Paths of modules without their suffix, the last said first. */
    private final List<String> overrides = new ArrayList<>();

    private final Set<String> excluded = new HashSet<>(Set.of("build", "source"));

    private DepmodConfiguration(String kernelVersion) {
        this.kernelVersion = kernelVersion;
    }

    /**
     * Reads a tree's configuration.
     *
     * @throws MalformedModuleException naming the file, if it takes modules from outside of the kernel's directory
     */
    static DepmodConfiguration read(FileTree tree, String kernelVersion) {
        DepmodConfiguration configuration = new DepmodConfiguration(kernelVersion);
        Map<String, String> files = new TreeMap<>();
        for (String directory : DIRECTORIES) {
            String real = tree.resolve(directory).orElse(directory);
            tree.children(real).stream()
                    .filter(name -> name.endsWith(".conf") && !name.startsWith("."))
                    .forEach(name -> files.putIfAbsent(name, TreePath.join(real, name)));
        }
        files.values().forEach(path -> configuration.take(tree, path));
        if (configuration.search.isEmpty()) {
            configuration.search.addAll(List.of("updates", BUILT_IN));
        }
        return configuration;
    }

    private void take(FileTree tree, String path) {
        if (!(tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file)) {
            return;
        }
        String text = new String(file.content().bytes(), StandardCharsets.UTF_8).replace("\\\n", "");
        for (String line : text.lines().map(String::strip).toList()) {
            String[] words = line.split("\\s+", -1);
            switch (words[0]) {
                case "search" -> search.addAll(List.of(words).subList(1, words.length));
                case "override" -> {
                    if (words.length == 4 && isKernel(words[2])) {
                        overrides.addFirst(words[3] + "/" + words[1]);
                    }
                }
                case "exclude" -> excluded.addAll(List.of(words).subList(1, words.length));
                case "external" ->
                    throw new MalformedModuleException(
                            path,
                            "external modules are not indexed; put them into updates/ below the kernel's directory");
                default -> {
                    // Comments, empty lines, and what older versions knew.
                }
            }
        }
    }

    /** A star, or a regular expression that is found in the version. */
    private boolean isKernel(String pattern) {
        try {
            return pattern.equals("*")
                    || Pattern.compile(pattern).matcher(kernelVersion).find();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** Whether directories of this name hold no modules. */
    boolean isExcluded(String directoryName) {
        return excluded.contains(directoryName);
    }

    /** Of two modules of one name, by their paths, the one that counts; the one found first if nothing is said. */
    String preferred(String old, String other) {
        for (String override : overrides) {
            for (String path : List.of(other, old)) {
                if (path.equals(override + ".ko")) {
                    return path;
                }
            }
        }
        return rank(other) < rank(old) ? other : old;
    }

    private int rank(String path) {
        for (int i = 0; i < search.size(); i++) {
            if (path.startsWith(search.get(i) + "/")) {
                return i;
            }
        }
        int builtIn = search.indexOf(BUILT_IN);
        return builtIn < 0 ? search.size() : builtIn;
    }
}
