package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.solver.Claim.Candidate;
import java.util.List;

/**
 * Why a request cannot be satisfied: a smallest set of rules that contradict each other, as trees that start at what
 * was asked for. Without any one of these rules the others could hold.
 *
 * @param claims one for each request involved
 * @param hints ways out, the nearest first
 */
public record Explanation(List<Claim.Requested> claims, List<Hint> hints) {
    private static final String INDENT = "  ";

    public Explanation {
        claims = List.copyOf(claims);
        hints = List.copyOf(hints);
    }

    /** As shown to people: one line a step, deeper steps indented, then the hints. */
    public String render() {
        StringBuilder out = new StringBuilder("no set of packages satisfies the request");
        claims.forEach(claim -> write(claim, 0, out));
        hints.forEach(hint -> out.append("\nhint: ").append(hint.text()));
        return out.toString();
    }

    private static void write(Claim claim, int depth, StringBuilder out) {
        switch (claim) {
            case Claim.Requested(var relation, var candidates) -> {
                line("requested: " + relation, depth, out);
                candidates.forEach(each -> write(each, depth + 1, out));
            }
            case Claim.Needs(var by, var requirement, var candidates) -> {
                line(name(by) + " requires " + requirement, depth, out);
                candidates.forEach(each -> write(each, depth + 1, out));
            }
            case Claim.Excludes(var by, var relation, var other) ->
                line(name(by) + " conflicts with " + relation + ", which is " + name(other), depth, out);
            case Claim.SameName(var one, var other) ->
                line("only one " + one.name() + " can be installed: " + name(one) + " or " + name(other), depth, out);
        }
    }

    private static void write(Candidate candidate, int depth, StringBuilder out) {
        switch (candidate) {
            case Candidate.Blocked blocked -> blocked.because().forEach(claim -> write(claim, depth, out));
            case Candidate.SeenAbove(var item) -> line(name(item) + ": see above", depth, out);
            case Candidate.LeftOut(var item) -> line(name(item) + " is left out on purpose", depth, out);
            case Candidate.Unknown(var name) -> line("no package is called " + name + " or provides it", depth, out);
            case Candidate.Unfit(var item, var relation, var fit) ->
                line(
                        name(item) + " " + describe(fit, relation.name().equals(item.name()), relation.name()),
                        depth,
                        out);
        }
    }

    private static String describe(PackagePool.Fit fit, boolean own, String name) {
        String subject = own ? "is" : "provides " + name + " in a version that is";
        return switch (fit) {
            case FITS -> "fits";
            case TOO_OLD -> subject + " too old";
            case TOO_NEW -> subject + " too new";
            case WITHOUT_VERSION -> "provides " + name + " without a version";
            case OTHER_ARCHITECTURE -> "is of another architecture";
            case OTHER_NAME -> "does not answer to " + name;
        };
    }

    private static String name(Package item) {
        return item.name() + " " + item.version() + " from " + item.repository();
    }

    private static void line(String text, int depth, StringBuilder out) {
        out.append('\n').append(INDENT.repeat(depth + 1)).append(text);
    }
}
