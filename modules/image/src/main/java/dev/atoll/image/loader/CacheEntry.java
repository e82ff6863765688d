package dev.atoll.image.loader;

import java.util.Comparator;
import java.util.Optional;

/**
 * One library of a cache.
 *
 * @param soname what programs ask for
 * @param path where it is, absolute
 * @param capabilities the name of its directory below {@code glibc-hwcaps}, for machines that have these
 */
record CacheEntry(String soname, String path, Optional<String> capabilities) {
    /** The order that the loader's binary search expects; entries that are equal in it stay in theirs. */
    static final Comparator<CacheEntry> ORDER = Comparator.comparing(CacheEntry::soname, LibraryNames.ORDER.reversed())
            .thenComparing(entry -> entry.capabilities().isEmpty())
            .thenComparing(entry -> entry.capabilities().orElse(""));
}
