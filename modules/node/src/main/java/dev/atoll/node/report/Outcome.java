package dev.atoll.node.report;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.node.account.AccountException;
import dev.atoll.node.delivery.MissingSecretException;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.node.generation.ActivationException;
import dev.atoll.node.generation.StageException;
import dev.atoll.node.report.NodeReport.Reason;
import dev.atoll.node.report.NodeReport.Spot;
import java.util.List;
import java.util.Optional;

/**
 * How something ended.
 *
 * @param reason why it failed; empty if it did not
 * @param problems what is wrong with the configuration
 */
public record Outcome(Optional<Reason> reason, List<Spot> problems) {
    /** As it should. */
    public static final Outcome SUCCESS = new Outcome(Optional.empty(), List.of());

    /** Problems past these are not told one by one. */
    private static final int MOST = 50;

    public Outcome {
        problems = List.copyOf(problems);
    }

    /** A failure. */
    public static Outcome of(Exception failure) {
        if (failure instanceof InvalidDocumentException invalid) {
            List<Spot> spots = invalid.problems().stream()
                    .limit(MOST)
                    .map(it -> new Spot(
                            it.code(),
                            it.place().map(Place::document),
                            it.place().map(Place::line),
                            it.place().map(Place::column)))
                    .toList();
            return new Outcome(
                    Optional.of(Supplies.isUnreachable(invalid) ? Reason.UNREACHABLE : Reason.INVALID), spots);
        }
        Reason reason = switch (failure) {
            case StageException _ -> Reason.REFUSED_BY_IMAGE;
            case AccountException _ -> Reason.REFUSED_BY_IMAGE;
            case MissingSecretException _ -> Reason.MISSING_SECRET;
            case ActivationException _ -> Reason.ACTIVATION;
            default -> Reason.FAILED;
        };
        return new Outcome(Optional.of(reason), List.of());
    }
}
