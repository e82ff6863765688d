package dev.atoll.disk.elf;

import dev.atoll.disk.tree.FileTree;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What programs need to start: themselves, their dynamic linker, the libraries they are linked with, those of the
 * libraries, and every symbolic link on the way to each.
 *
 * <p>A library is searched as ld.so(8) does: the {@code DT_RPATH} of the file and of those that loaded it where there is
 * no {@code DT_RUNPATH}, {@code DT_RUNPATH}, then the machine's own directories of Debian and its private systemd
 * directory; {@code ld.so.cache}, {@code LD_LIBRARY_PATH} and glibc-hwcaps play no part. Libraries of another machine are
 * passed over.
 *
 * @param paths tree paths in order; directories are not listed
 * @param missing what was not found; a program of the closure may not start unless this is empty or all of it is only
 *     opened while the program runs
 */
public record LibraryClosure(SortedSet<String> paths, SortedSet<MissingLibrary> missing) {
    public LibraryClosure {
        paths = Collections.unmodifiableSortedSet(new TreeSet<>(paths));
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    /**
     * Follows linked libraries only.
     *
     * @param starts tree paths of programs or libraries, with or without a leading slash, through links if need be; a
     *     start that is no ELF file stands for itself
     * @throws MalformedElfException naming the path, if an ELF file of the closure is damaged
     */
    public static LibraryClosure of(FileTree tree, Collection<String> starts) {
        return of(tree, starts, Set.of());
    }

    /** Also follows libraries that are opened while the program runs, where a note declares one of the priorities. */
    public static LibraryClosure of(FileTree tree, Collection<String> starts, Set<Dlopen.Priority> dlopens) {
        LibrarySearch search = new LibrarySearch(tree, dlopens);
        starts.forEach(search::start);
        return search.closure();
    }
}
