package dev.atoll.image.plan;

import dev.atoll.packages.Package;
import dev.atoll.packages.solver.Reason;
import dev.atoll.packages.solver.Resolution.Link;
import dev.atoll.packages.solver.Why;
import java.util.List;

/**
 * Why a package is in an image or not, for programs.
 *
 * @param name what was asked about
 * @param there whether a package so called, or one that provides the name, was chosen
 * @param chain from what was requested to the package; empty if it is not there
 * @param text the same for people, line by line
 */
public record WhyReport(String name, boolean there, List<Step> chain, List<String> text) {
    public WhyReport {
        chain = List.copyOf(chain);
        text = List.copyOf(text);
    }

    /** The report of an answer. */
    public static WhyReport of(String name, Why why) {
        List<Step> chain = switch (why) {
            case Why.Chosen chosen -> chosen.chain().stream().map(Step::of).toList();
            case Why.Absent absent -> List.of();
        };
        return new WhyReport(name, !chain.isEmpty(), chain, why.render().lines().toList());
    }

    /**
     * A package and what it satisfies.
     *
     * @param because {@code requested}, {@code required} by the step before, or {@code essential}
     * @param relation what it satisfies, as written; empty for an essential package
     */
    public record Step(
            String name, String version, String architecture, String repository, String because, String relation) {
        private static Step of(Link link) {
            return switch (link.reason()) {
                case Reason.Requested(var relation) -> of(link.item(), "requested", relation.toString());
                case Reason.Implied implied -> of(link.item(), "essential", "");
                case Reason.RequiredBy(var by, var requirement) -> of(link.item(), "required", requirement.toString());
            };
        }

        private static Step of(Package item, String because, String relation) {
            return new Step(item.name(), item.version(), item.architecture(), item.repository(), because, relation);
        }
    }
}
