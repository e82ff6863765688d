package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Traits.MultiArch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The architectures of a pool, the native one first, and which package serves which relation across them, as apt and
 * dpkg have it.
 *
 * <p>With one architecture the qualifiers {@code any}, {@code native} and its name say nothing, as in apt.
 */
record Architectures(List<String> ordered) {
    static final String ANY = "any";

    private static final String NATIVE = "native";
    private static final Set<String> NONE = Set.of("all", "noarch");
    private static final int UNKNOWN = -1;

    Architectures {
        ordered = List.copyOf(ordered);
    }

    /**
     * The architectures named, or if none is, the one that the packages have.
     *
     * @throws IllegalArgumentException if a package has an architecture that was not named, or they have several
     */
    static Architectures of(List<String> named, List<Package> packages) {
        List<String> ordered = new ArrayList<>(named);
        String last = "";
        for (Package item : packages) {
            String found = item.architecture();
            if (!found.equals(last) && !NONE.contains(found) && !ordered.contains(found)) {
                if (!ordered.isEmpty()) {
                    throw new IllegalArgumentException("packages of " + found + " in a pool of "
                            + String.join(" and ", ordered) + ": name all its architectures, the native one first");
                }
                ordered.add(found);
            }
            last = found;
        }
        return new Architectures(ordered);
    }

    /** A package's name, with its architecture if that is neither none nor the native one. */
    static String named(Package item, String nativeOne) {
        return item.architecture().equals(nativeOne) || NONE.contains(item.architecture())
                ? item.name()
                : item.name() + ":" + item.architecture();
    }

    int size() {
        return ordered.size();
    }

    /** The name of an architecture; empty if the pool has none. */
    String name(int number) {
        return number < ordered.size() ? ordered.get(number) : "";
    }

    /** The number of a package's architecture; packages without one are native. */
    int of(Package item) {
        return ordered.size() == 1 || NONE.contains(item.architecture()) ? 0 : ordered.indexOf(item.architecture());
    }

    /** The number of the architecture for which a package provides something. */
    int of(Package item, Relation provide) {
        return provide.architecture().isEmpty() || provide.architecture().equals(ANY)
                ? of(item)
                : number(provide.architecture());
    }

    /**
     * Whether what a package offers serves a relation.
     *
     * @param own the number of the architecture for which it is offered
     * @param offered the qualifier of what it provides; empty for the package's own name
     * @param asker the number of the architecture of the package that asks
     */
    boolean serves(MultiArch multiArch, int own, String offered, Relation relation, int asker) {
        String qualifier = relation.architecture();
        if (qualifier.isEmpty()) {
            return own == asker || (offered.isEmpty() && multiArch == MultiArch.FOREIGN);
        }
        if (qualifier.equals(ANY)) {
            return ordered.size() <= 1 || offered.equals(ANY) || (offered.isEmpty() && multiArch == MultiArch.ALLOWED);
        }
        return own == number(qualifier);
    }

    /** Whether a conflict is one with what is offered for an architecture. */
    boolean meets(Relation conflict, int own) {
        return conflict.architecture().isEmpty()
                || conflict.architecture().equals(ANY)
                || own == number(conflict.architecture());
    }

    private int number(String name) {
        return name.equals(NATIVE) || NONE.contains(name)
                ? 0
                : ordered.contains(name) ? ordered.indexOf(name) : UNKNOWN;
    }
}
