package dev.atoll.image.plan;

import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.solver.PackagePool;
import dev.atoll.packages.solver.Pin;
import dev.atoll.packages.solver.Preferences;
import dev.atoll.packages.solver.Request;
import dev.atoll.packages.solver.Resolution;
import dev.atoll.packages.solver.Resolver;
import dev.atoll.packages.solver.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
        List<AptIndex> indexes = archives.load();
        List<Package> offered =
                indexes.stream().flatMap(index -> index.packages().stream()).toList();
        PackagePool pool = new PackagePool(
                offered, indexes.stream().map(index -> index.source().name()).toList());
        Request request = new Request(
                selection.packages().wishes(),
                Set.copyOf(selection.packages().without()),
                selection.packages().prefer(),
                new Preferences(pins(selection), List.of(), List.of()),
                false);
        Resolver resolver = new Resolver(pool);
        return switch (resolver.resolve(request)) {
            case Resolution.Solved solved -> new Choice(indexes, resolver, request, solved);
            case Resolution.Unsolvable unsolvable ->
                throw new UnsolvableException(unsolvable.explanation().render());
        };
    }

    private static List<Pin> pins(Selection selection) {
        List<Pin> pins = new ArrayList<>();
        selection.packages().pins().stream()
                .map(pin -> new Pin(
                        pin.packages(), pin.source().orElse(""), pin.version().orElse(""), pin.priority()))
                .forEach(pins::add);
        selection.sources().stream()
                .map(source -> Pin.ofRepository(source.name(), source.priority()))
                .forEach(pins::add);
        return pins;
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
