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
import java.util.stream.Stream;

/** The packages chosen for a definition from what its sources offer now, and the answer to why one is there or not. */
public final class Choice {
    private final List<AptIndex> indexes;
    private final List<Package> stored;
    private final Request request;
    private final Resolution.Solved answer;
    private final List<Package> build;

    private Choice(
            List<AptIndex> indexes,
            List<Package> stored,
            Request request,
            Resolution.Solved answer,
            List<Package> build) {
        this.indexes = List.copyOf(indexes);
        this.stored = List.copyOf(stored);
        this.request = request;
        this.answer = answer;
        this.build = List.copyOf(build);
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
        if (!(resolver(indexes, reached).resolve(request) instanceof Resolution.Solved solved)) {
            // What is out of reach may still be named: as what was meant, or as a way out.
            return choice(selection, indexes, stored, request, solved(request, indexes, everything(indexes, stored)));
        }
        return choice(selection, indexes, stored, request, solved);
    }

    private static Choice choice(
            Selection selection,
            List<AptIndex> indexes,
            List<Package> stored,
            Request request,
            Resolution.Solved answer) {
        Set<String> chosen = answer.packages().stream().map(Package::name).collect(Collectors.toSet());
        List<Package> build = selection.build().stream()
                .filter(name -> !chosen.contains(name))
                .map(name -> alone(name, indexes, stored, request.preferences()))
                .toList();
        return new Choice(indexes, stored, request, answer, build);
    }

    /** One package without what it depends on, chosen as if it were to be installed. */
    private static Package alone(String name, List<AptIndex> indexes, List<Package> stored, Preferences preferences) {
        Request request = new Request(List.of(Relation.of(name)), Set.of(), List.of(), preferences, false);
        List<Package> offers = Stream.concat(
                        stored.stream(),
                        indexes.stream()
                                .flatMap(index -> index.answering(name).stream())
                                .filter(offered(stored)))
                .filter(item -> item.name().equals(name))
                .map(Choice::withoutRelations)
                .toList();
        List<Package> known = offers.isEmpty()
                ? everything(indexes, stored).stream()
                        .map(Choice::withoutRelations)
                        .toList()
                : offers;
        return solved(request, indexes, known).packages().getFirst();
    }

    private static Package withoutRelations(Package item) {
        return new Package(
                item.name(),
                item.version(),
                item.architecture(),
                item.repository(),
                List.of(),
                List.of(),
                List.of(),
                item.path(),
                item.size(),
                item.digest(),
                item.installedSize());
    }

    private static Resolution.Solved solved(Request request, List<AptIndex> indexes, List<Package> packages) {
        return switch (resolver(indexes, packages).resolve(request)) {
            case Resolution.Solved solved -> solved;
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

    /** Packages that a build reads and the image does not hold. */
    List<Package> build() {
        return build;
    }

    /** Why a package, or one that provides the name, was chosen or not. */
    public Why why(String name) {
        return resolver(indexes, everything(indexes, stored)).why(request, answer, name);
    }
}
