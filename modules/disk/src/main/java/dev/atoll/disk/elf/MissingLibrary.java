package dev.atoll.disk.elf;

import java.util.Comparator;
import java.util.Optional;

/**
 * A file that is wanted and not in the tree, or there but unusable.
 *
 * @param wantedBy the tree path of the file that wants it, or the start path itself
 * @param name a soname, or a path for an interpreter or a start
 * @param dlopen how much it is missed if it is only opened while the program runs; empty if it is linked
 */
public record MissingLibrary(String wantedBy, String name, Optional<Dlopen.Priority> dlopen)
        implements Comparable<MissingLibrary> {
    private static final Comparator<MissingLibrary> ORDER = Comparator.comparing(MissingLibrary::wantedBy)
            .thenComparing(MissingLibrary::name)
            .thenComparing(m -> m.dlopen().map(Enum::ordinal).orElse(-1));

    @Override
    public int compareTo(MissingLibrary other) {
        return ORDER.compare(this, other);
    }
}
