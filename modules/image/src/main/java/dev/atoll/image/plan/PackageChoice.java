package dev.atoll.image.plan;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.solver.PackagePool;
import dev.atoll.packages.solver.Preferences;
import dev.atoll.packages.solver.Request;
import dev.atoll.packages.solver.Resolution;
import dev.atoll.packages.solver.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a selection can be met with.
 *
 * @param indexes what the sources offer
 * @param stored packages that no index offers any more and the store has
 */
record PackageChoice(Selection selection, List<AptIndex> indexes, List<Package> stored) {

    /**
     * Chooses.
     *
     * @param first what is asked for before the selection's own wishes
     * @throws UnsolvableException if the request cannot be met, with the chain that led there
     */
    ImagePlan choose(List<Relation> first, Preferences preferences) {
        List<Package> offered = new ArrayList<>();
        indexes.forEach(index -> offered.addAll(index.packages()));
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
                Request.Implied.NOTHING);
        return switch (new Resolver(pool).resolve(request)) {
            case Resolution.Solved solved ->
                new ImagePlan(
                        indexes.stream().map(PackageChoice::locked).toList(),
                        solved.packages().stream().map(PackageChoice::locked).toList(),
                        Optional.empty());
            case Resolution.Unsolvable unsolvable ->
                throw new UnsolvableException(unsolvable.explanation().render());
        };
    }

    private static LockedSource locked(AptIndex index) {
        return new LockedSource(
                index.source().name(),
                index.inReleaseDigest(),
                index.signingKey(),
                index.date().getEpochSecond());
    }

    private static LockedPackage locked(Package item) {
        return new LockedPackage(
                item.name(),
                item.version(),
                item.architecture(),
                item.repository(),
                item.path(),
                item.size(),
                item.digest());
    }
}
