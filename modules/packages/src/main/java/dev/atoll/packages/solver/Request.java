package dev.atoll.packages.solver;

import dev.atoll.packages.Relation;
import java.util.List;
import java.util.Set;

/**
 * What to choose.
 *
 * @param install what must be there, most important first; a name may be a provided one. Without a qualifier it means
 *     the native architecture's package if there is one
 * @param without names left out on purpose: packages so called are never chosen, and a requirement is waived when one
 *     of its alternatives names one of them or when only they could satisfy it
 * @param prefer packages that win wherever there is a choice, the first before the second
 * @param preferences which versions are liked, and which packages must not be chosen
 * @param essential whether the native packages marked {@code Essential} are asked for too, as on every complete Debian
 *     system
 */
public record Request(
        List<Relation> install, Set<String> without, List<String> prefer, Preferences preferences, boolean essential) {
    public Request {
        install = List.copyOf(install);
        without = Set.copyOf(without);
        prefer = List.copyOf(prefer);
    }

    /** All versions alike, and only what is named. */
    public Request(List<Relation> install, Set<String> without, List<String> prefer) {
        this(install, without, prefer, Preferences.NONE, false);
    }

    /** Some packages in any version, nothing left out. */
    public static Request of(String... names) {
        return new Request(List.of(names).stream().map(Relation::of).toList(), Set.of(), List.of());
    }
}
