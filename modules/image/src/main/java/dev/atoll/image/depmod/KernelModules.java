package dev.atoll.image.depmod;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.cache.FileCache;
import dev.atoll.image.cache.TreeKey;
import dev.atoll.store.ContentStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The modules of the kernel in a tree: makes their indexes, and says by these what a module needs. */
public final class KernelModules {
    /** To be raised when the same modules are to be indexed otherwise. */
    private static final String KIND = "module-index-1";

    private KernelModules() {}

    /**
     * Puts the index files into {@code usr/lib/modules/VERSION}, replacing old ones.
     *
     * @param mtime of the files, seconds since 1970
     * @param store keeps indexes, because every module has to be read to make them
     * @throws MalformedModuleException naming the file, if there is no such directory, a module is compressed or
     *     damaged, or modules need each other in a circle
     */
    public static void index(FileTree tree, String kernelVersion, long mtime, ContentStore store) {
        ModuleDirectory directory = new ModuleDirectory(tree, kernelVersion);
        TreeKey key = new TreeKey(store, kernelVersion).add(seen(tree, directory));
        FileCache.files(store, KIND, key, () -> Depmod.files(tree, kernelVersion))
                .forEach((name, bytes) -> directory.put(name, bytes, mtime));
    }

    /** Every node that the indexes may depend on. */
    private static SortedMap<String, Node> seen(FileTree tree, ModuleDirectory directory) {
        TreeMap<String, Node> seen = new TreeMap<>(tree.below(directory.path()));
        for (String folder : DepmodConfiguration.DIRECTORIES) {
            seen.putAll(tree.below(tree.resolve(folder).orElse(folder)));
        }
        // A link's file may lie elsewhere.
        for (String path : List.copyOf(seen.keySet())) {
            if (seen.get(path) instanceof Node.Symlink) {
                tree.resolve(path).flatMap(tree::get).ifPresent(node -> seen.put(path + "/", node));
            }
        }
        return seen;
    }

    /**
     * Every module by name, those built into the kernel too, as the index files tell.
     *
     * @throws MalformedModuleException if there is no such directory, or a file of it is cut off
     */
    public static SortedMap<String, ModuleEntry> read(FileTree tree, String kernelVersion) {
        ModuleDirectory directory = new ModuleDirectory(tree, kernelVersion);
        TreeMap<String, ModuleEntry> entries = new TreeMap<>();
        for (String name : BuiltinModules.names(directory)) {
            entries.put(name, new ModuleEntry(name, Optional.empty(), List.of()));
        }
        for (String line : directory.lines("modules.dep")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new MalformedModuleException(
                        directory.absolute("modules.dep"), "a line of it names no module: no colon");
            }
            String path = line.substring(0, colon);
            String name = ModuleNames.ofPath(path);
            List<String> needs = Arrays.stream(line.substring(colon + 1).split(" ", -1))
                    .filter(need -> !need.isEmpty())
                    .map(directory::absolute)
                    .toList();
            entries.put(name, new ModuleEntry(name, Optional.of(directory.absolute(path)), needs));
        }
        return Collections.unmodifiableSortedMap(entries);
    }
}
