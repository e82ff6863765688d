package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.solver.Claim.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds ways out of a contradiction. What a hint promises was tried: the changed request is solvable; only the guess at
 * a misspelt name and the offer of another version are not.
 */
final class Hints {
    private static final int MOST_SHOWN = 3;
    private static final int MOST_TRIED = 12;

    private final PackagePool pool;
    private final Request request;
    private final Predicate<Request> solvable;
    private final Set<Hint> first = new LinkedHashSet<>();
    private final Set<Hint> toTry = new LinkedHashSet<>();

    Hints(PackagePool pool, Request request, Predicate<Request> solvable) {
        this.pool = pool;
        this.request = request;
        this.solvable = solvable;
    }

    List<Hint> hints(List<Claim> claims) {
        claims.forEach(this::collect);
        claims.forEach(this::giveUp);
        List<Hint> found = new ArrayList<>(first);
        toTry.stream()
                .limit(MOST_TRIED)
                .filter(hint -> solvable.test(changed(hint)))
                .limit(Math.max(1, MOST_SHOWN - found.size()))
                .forEach(found::add);
        return found.isEmpty() ? List.of(new Hint.MoreThanOne()) : found;
    }

    private void collect(List<Candidate> candidates, List<Relation> alternatives, boolean requested) {
        boolean nothingFits = true;
        for (Candidate candidate : candidates) {
            switch (candidate) {
                case Candidate.Blocked blocked -> {
                    nothingFits = false;
                    blocked.because().forEach(this::collect);
                }
                case Candidate.SeenAbove seen -> nothingFits = false;
                case Candidate.Deeper deeper -> nothingFits = false;
                case Candidate.Barred(var item, var bar) -> toTry.add(lift(bar, item));
                case Candidate.Unknown(var name) -> {
                    List<String> near = requested ? NearNames.of(name, pool.names()) : List.of();
                    if (!near.isEmpty()) {
                        first.add(new Hint.DidYouMean(name, near));
                    }
                }
                case Candidate.Unfit unfit -> {
                    if (requested
                            && nothingFits
                            && unfit.item().name().equals(unfit.relation().name())) {
                        nothingFits = false;
                        first.add(other(unfit));
                    }
                }
            }
        }
        if (nothingFits && !requested) {
            toTry.add(new Hint.LeaveOut(alternatives.getFirst().name()));
        }
    }

    private static Hint other(Candidate.Unfit unfit) {
        return unfit.fit() == PackagePool.Fit.OTHER_ARCHITECTURE
                ? new Hint.AskForArchitecture(unfit.relation(), unfit.item())
                : new Hint.AskForVersion(unfit.relation(), unfit.item());
    }

    private static Hint lift(Bar bar, Package item) {
        return switch (bar) {
            case Bar.LeftOut leftOut -> new Hint.TakeBack(item.name());
            case Bar.Excluded(var pattern) -> new Hint.StopExcluding(pattern);
            case Bar.Held(var hold) -> new Hint.LetGo(hold);
            case Bar.PinnedAway(var pin) -> new Hint.Unpin(pin);
        };
    }

    private void giveUp(Claim claim) {
        switch (claim) {
            case Claim.Requested requested -> toTry.add(new Hint.GiveUp(requested.relation()));
            case Claim.Implied implied -> toTry.add(new Hint.LeaveOut(implied.name()));
            case Claim.Needs needs -> {}
            case Claim.Excludes excludes -> {}
            case Claim.SameName sameName -> {}
        }
    }

    private void collect(Claim claim) {
        switch (claim) {
            case Claim.Requested(var relation, var candidates) -> collect(candidates, List.of(relation), true);
            case Claim.Implied(var name, var candidates) -> collect(candidates, List.of(Relation.of(name)), false);
            case Claim.Needs needs ->
                collect(needs.candidates(), needs.requirement().alternatives(), false);
            case Claim.Excludes excludes -> {
                leaveOut(excludes.by().name());
                leaveOut(excludes.other().name());
            }
            case Claim.SameName sameName -> {}
        }
    }

    private void leaveOut(String name) {
        if (request.install().stream().noneMatch(relation -> relation.name().equals(name))) {
            toTry.add(new Hint.LeaveOut(name));
        }
    }

    /** The request as it would be if the hint were followed. */
    private Request changed(Hint hint) {
        List<Relation> install = new ArrayList<>(request.install());
        Set<String> without = new TreeSet<>(request.without());
        List<Pin> pins = new ArrayList<>(request.preferences().pins());
        List<Hold> holds = new ArrayList<>(request.preferences().holds());
        List<String> excluded = new ArrayList<>(request.preferences().excluded());
        switch (hint) {
            case Hint.LeaveOut(var name) -> without.add(name);
            case Hint.TakeBack(var name) -> without.remove(name);
            case Hint.StopExcluding(var pattern) -> excluded.removeIf(pattern::equals);
            case Hint.LetGo(var hold) -> holds.removeIf(hold::equals);
            case Hint.Unpin(var pin) -> pins.removeIf(pin::equals);
            case Hint.GiveUp(var relation) -> install.removeIf(relation::equals);
            case Hint.AskForVersion other -> {}
            case Hint.AskForArchitecture other -> {}
            case Hint.DidYouMean other -> {}
            case Hint.MoreThanOne other -> {}
        }
        return new Request(
                install,
                without,
                request.prefer(),
                new Preferences(pins, holds, excluded, request.preferences().kept()),
                request.essential());
    }
}
