package dev.atoll.image.plan;

import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.Reach;
import dev.atoll.packages.solver.PackagePool;
import dev.atoll.packages.solver.Preferences;
import dev.atoll.packages.solver.Request;
import dev.atoll.packages.solver.Resolution;
import dev.atoll.packages.solver.Resolver;
import dev.atoll.packages.solver.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The packages chosen for a definition from what its sources offer now, and the answer to why one is there or not. */
public final class Choice {
    private final List<AptIndex> indexes;
    private final List<Package> stored;
    private final Request request;
    private final Resolution.Solved answer;

    private Choice(List<AptIndex> indexes, List<Package> stored, Request request, Resolution.Solved answer) {
        this.indexes = List.copyOf(indexes);
        this.stored = List.copyOf(stored);
        this.request = request;
        this.answer = answer;
    }

    /**
     * Chooses.
     *
     * @throws UnsolvableException if the request cannot be met, with the chain that led there
     * @throws dev.atoll.packages.solver.SearchLimitException if that cannot be told in reasonable time
     */
    public static Choice of(Selection selection, Archives archives) {
        return of(selection, archives.load(), List.of(), List.of(), Taste.of(selection));
    }

    /**
     * Chooses from what is known already.
     *
     * @param stored packages that no index offers any more and the store has; they replace offers of the same version
     * @param first what is asked for before the selection's own wishes
     */
    static Choice of(
            Selection selection,
            List<AptIndex> indexes,
            List<Package> stored,
            List<Relation> first,
            Preferences preferences) {
        List<Relation> install = new ArrayList<>(first);
        install.addAll(selection.packages().wishes());
        Request request = new Request(
                install,
                Set.copyOf(selection.packages().without()),
                selection.packages().prefer(),
                preferences,
                false);
        List<String> names = install.stream().map(Relation::name).toList();
        List<Package> reached = Reach.of(indexes, offered(stored), stored, names);
        if (resolver(indexes, reached).resolve(request) instanceof Resolution.Solved solved) {
            return new Choice(indexes, stored, request, solved);
        }
        // What is out of reach may still be named: as what was meant, or as a way out.
        return switch (resolver(indexes, everything(indexes, stored)).resolve(request)) {
            case Resolution.Solved solved -> new Choice(indexes, stored, request, solved);
            case Resolution.Unsolvable unsolvable ->
                throw new UnsolvableException(unsolvable.explanation().render());
        };
    }

    /** Stored packages stand for offers of the same version. */
    private static Predicate<Package> offered(List<Package> stored) {
        Set<String> replaced = stored.stream().map(Package::toString).collect(Collectors.toSet());
        return item -> replaced.isEmpty() || !replaced.contains(item.toString());
    }

    private static List<Package> everything(List<AptIndex> indexes, List<Package> stored) {
        List<Package> all = new ArrayList<>(stored);
        Predicate<Package> offered = offered(stored);
        indexes.forEach(index -> index.packages().stream().filter(offered).forEach(all::add));
        return all;
    }

    private static Resolver resolver(List<AptIndex> indexes, List<Package> packages) {
        return new Resolver(new PackagePool(
                packages, indexes.stream().map(index -> index.source().name()).toList()));
    }

    /** The indexes chosen from, in the order of the definition. */
    List<AptIndex> indexes() {
        return indexes;
    }

    /** The chosen packages, by name. */
    List<Package> packages() {
        return answer.packages();
    }

    /** Why a package, or one that provides the name, was chosen or not. */
    public Why why(String name) {
        return resolver(indexes, everything(indexes, stored)).why(request, answer, name);
    }
}
