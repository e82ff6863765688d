package dev.atoll.image.loader;

import dev.atoll.disk.elf.ElfFile;
import dev.atoll.disk.elf.Machine;
import dev.atoll.disk.elf.MalformedElfException;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The libraries of one directory: the newest of each soname. */
final class LibraryDirectory {
    /** Sonames of loaders, to which no links are made. */
    private static final Pattern LOADER = Pattern.compile("ld(-linux.*|64)?\\.so\\..*");

    private final FileTree tree;
    private final SearchPath.Directory directory;
    private final Machine machine;

    /** @param link whether the name is a link that leads to the soname */
    private record Library(String name, boolean link) {}

    LibraryDirectory(FileTree tree, SearchPath.Directory directory, Machine machine) {
        this.tree = tree;
        this.directory = directory;
        this.machine = machine;
    }

    /** Whether a name looks like that of a library or a loader. */
    static boolean isLibrary(String name) {
        return name.matches("(lib|ld-).*\\.so.*|ld(64)?\\.so\\..*");
    }

    /**
     * Makes the links from sonames to files that are missing, removes links that lead nowhere, and gives the entries for
     * the cache.
     *
     * @param date modification time of links, seconds since 1970
     */
    List<CacheEntry> index(long date) {
        Map<String, Library> libraries = new LinkedHashMap<>();
        for (String name : tree.children(directory.real())) {
            if (isLibrary(name)) {
                add(name, libraries);
            }
        }
        return libraries.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue(), date))
                .toList();
    }

    private void add(String name, Map<String, Library> libraries) {
        String path = TreePath.join(directory.real(), name);
        boolean link = tree.get(path).orElse(null) instanceof Node.Symlink;
        Optional<String> real = tree.resolve(path);
        if (real.isEmpty()) {
            if (name.contains(".so.")) {
                tree.remove(path);
            }
            return;
        }
        if (!(tree.get(real.get()).orElse(null) instanceof Node.File file)) {
            return;
        }
        Optional<ElfFile> elf = elf(real.get(), file);
        if (elf.isEmpty()) {
            return;
        }
        String soname = elf.get().soname().orElse(name);
        boolean leadsToSoname = link && (name.equals(soname) || (name.endsWith(".so") && soname.startsWith(name)));
        Library found = new Library(name, leadsToSoname);
        libraries.merge(leadsToSoname ? name : soname, found, LibraryDirectory::newer);
    }

    /** A file goes before a link, a later version before an earlier one. */
    private static Library newer(Library old, Library found) {
        boolean better =
                old.link() == found.link() ? LibraryNames.ORDER.compare(old.name(), found.name()) < 0 : old.link();
        return better ? found : old;
    }

    /** The library at a path, if it is one of this machine. */
    private Optional<ElfFile> elf(String path, Node.File file) {
        try (InputStream in = file.content().open()) {
            if (!machine.wrote(in.readNBytes(Machine.HEAD))) {
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return Optional.of(ElfFile.read(file.content())).filter(ElfFile::isSharedObject);
        } catch (MalformedElfException e) {
            throw new MalformedElfException(path + ": " + e.getMessage());
        }
    }

    private CacheEntry entry(String soname, Library library, long date) {
        boolean plain = directory.capabilities().isEmpty();
        if (plain && !library.link() && !LOADER.matcher(soname).matches()) {
            link(soname, library.name(), date);
        }
        String path = directory.path() + "/" + (plain ? soname : library.name());
        return new CacheEntry(soname, path, directory.capabilities());
    }

    private void link(String soname, String name, long date) {
        String path = TreePath.join(directory.real(), soname);
        Optional<Node> there = tree.resolve(path).flatMap(tree::get);
        Optional<Node> wanted =
                tree.resolve(TreePath.join(directory.real(), name)).flatMap(tree::get);
        boolean right = there.isPresent() && there.equals(wanted);
        boolean free = tree.get(path).map(node -> node instanceof Node.Symlink).orElse(true);
        if (!right && free) {
            tree.put(path, new Node.Symlink(Metadata.root(0777, date), name));
        }
    }
}
