package dev.atoll.image.plan;

import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.solver.PackagePool;
import dev.atoll.packages.solver.Preferences;
import dev.atoll.packages.solver.Request;
import dev.atoll.packages.solver.Resolution;
import dev.atoll.packages.solver.Resolver;
import dev.atoll.packages.solver.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The packages chosen for a definition from what its sources offer now, and the answer to why one is there or not. */
public final class Choice {
    private final List<AptIndex> indexes;
    private final Resolver resolver;
    private final Request request;
    private final Resolution.Solved answer;

    private Choice(List<AptIndex> indexes, Resolver resolver, Request request, Resolution.Solved answer) {
        this.indexes = List.copyOf(indexes);
        this.resolver = resolver;
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
        List<Package> offered = new ArrayList<>();
        Set<String> replaced = stored.stream().map(Package::toString).collect(Collectors.toSet());
        for (AptIndex index : indexes) {
            index.packages().stream()
                    .filter(item -> replaced.isEmpty() || !replaced.contains(item.toString()))
                    .forEach(offered::add);
        }
        offered.addAll(stored);
        PackagePool pool = new PackagePool(
                offered, indexes.stream().map(index -> index.source().name()).toList());
        List<Relation> install = new ArrayList<>(first);
        install.addAll(selection.packages().wishes());
        Request request = new Request(
                install,
                Set.copyOf(selection.packages().without()),
                selection.packages().prefer(),
                preferences,
                false);
        Resolver resolver = new Resolver(pool);
        return switch (resolver.resolve(request)) {
            case Resolution.Solved solved -> new Choice(indexes, resolver, request, solved);
            case Resolution.Unsolvable unsolvable ->
                throw new UnsolvableException(unsolvable.explanation().render());
        };
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
        return resolver.why(request, answer, name);
    }
}
