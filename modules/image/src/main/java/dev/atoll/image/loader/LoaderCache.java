package dev.atoll.image.loader;

import dev.atoll.disk.elf.Machine;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does what {@code ldconfig} does after an installation, in trees that need it. */
public final class LoaderCache {
    private static final String CACHE = "etc/ld.so.cache";
    private static final String GENERATOR = "Atoll";

    private LoaderCache() {}

    /**
     * Links sonames to files and writes {@code etc/ld.so.cache}, if {@code etc/ld.so.conf} names a directory with
     * libraries beside the loader's own; a cache that was there is replaced, or else removed.
     *
     * @param date modification time of all that is made, seconds since 1970
     * @throws dev.atoll.disk.elf.MalformedElfException naming the file, if a library is damaged
     */
    public static void apply(FileTree tree, long date) {
        apply(tree, GENERATOR, date);
    }

    static void apply(FileTree tree, String generator, long date) {
        tree.remove(CACHE);
        machine(tree).ifPresent(machine -> {
            List<SearchPath.Directory> directories = SearchPath.of(tree, machine);
            Set<String> own = SearchPath.ownDirectories(tree, machine);
            if (directories.stream().anyMatch(directory -> !isOwn(directory, own) && holdsLibraries(tree, directory))) {
                write(tree, directories, machine, generator, date);
            }
        });
    }

    private static void write(
            FileTree tree, List<SearchPath.Directory> directories, Machine machine, String generator, long date) {
        List<CacheEntry> entries = new ArrayList<>();
        directories.forEach(directory -> entries.addAll(new LibraryDirectory(tree, directory, machine).index(date)));
        List<String> capabilities = directories.stream()
                .flatMap(directory -> directory.capabilities().stream())
                .distinct()
                .toList();
        byte[] cache = new CacheFile(flags(machine), generator).bytes(entries, capabilities);
        tree.put(CACHE, new Node.File(Metadata.root(0644, date), Content.of(cache)));
    }

    private static boolean isOwn(SearchPath.Directory directory, Set<String> own) {
        String real = directory.real();
        return own.contains(directory.capabilities().isPresent() ? TreePath.parent(TreePath.parent(real)) : real);
    }

    private static boolean holdsLibraries(FileTree tree, SearchPath.Directory directory) {
        return tree.children(directory.real()).stream().anyMatch(LibraryDirectory::isLibrary);
    }

    /** The machine whose C library the tree has. */
    private static Optional<Machine> machine(FileTree tree) {
        for (Machine machine : Machine.values()) {
            if (tree.resolve("usr/lib/" + machine.triplet() + "/libc.so.6").isPresent()) {
                return Optional.of(machine);
            }
        }
        return Optional.empty();
    }

    /** ELF of libc6, and what tells the machine's 64-bit libraries from others. */
    private static int flags(Machine machine) {
        return switch (machine) {
            case X86_64 -> 0x0303;
            case AARCH64 -> 0x0a03;
        };
    }
}
