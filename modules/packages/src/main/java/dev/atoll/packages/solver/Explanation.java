package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Traits.MultiArch;
import dev.atoll.packages.solver.Claim.Candidate;
import java.util.List;

/**
 * Why a request cannot be satisfied: a smallest set of rules that contradict each other, as trees that start at what
 * was asked for. Without any one of these rules the others could hold.
 *
 * @param claims one for each request involved, and each package that belongs to every system
 * @param hints ways out, the nearest first
 * @param architecture the native one; packages of others are shown with theirs
 */
public record Explanation(List<Claim> claims, List<Hint> hints, String architecture) {
    private static final String INDENT = "  ";

    public Explanation {
        claims = List.copyOf(claims);
        hints = List.copyOf(hints);
    }

    /** As shown to people: one line a step, deeper steps indented, then the hints. */
    public String render() {
        StringBuilder out = new StringBuilder("no set of packages satisfies the request");
        lines().forEach(line -> out.append('\n').append(line));
        hints.forEach(hint -> out.append("\nhint: ").append(hint.text()));
        return out.toString();
    }

    /** The claims alone, a line each. */
    List<String> lines() {
        StringBuilder out = new StringBuilder();
        claims.forEach(claim -> write(claim, 0, out));
        return out.toString().lines().skip(1).toList();
    }

    private void write(Claim claim, int depth, StringBuilder out) {
        switch (claim) {
            case Claim.Requested(var relation, var candidates) -> {
                line("requested: " + relation, depth, out);
                candidates.forEach(each -> write(each, depth + 1, out));
            }
            case Claim.Implied(var name, var candidates) -> {
                line(name + " belongs to every system", depth, out);
                candidates.forEach(each -> write(each, depth + 1, out));
            }
            case Claim.Needs(var by, var requirement, var candidates) -> {
                line(name(by) + " requires " + requirement, depth, out);
                candidates.forEach(each -> write(each, depth + 1, out));
            }
            case Claim.Excludes(var by, var relation, var other) ->
                line(name(by) + " conflicts with " + relation + ", which is " + name(other), depth, out);
            case Claim.SameName(var one, var other) -> line(sameName(one, other), depth, out);
        }
    }

    private void write(Candidate candidate, int depth, StringBuilder out) {
        switch (candidate) {
            case Candidate.Blocked blocked -> blocked.because().forEach(claim -> write(claim, depth, out));
            case Candidate.SeenAbove(var item) -> line(name(item) + ": see above", depth, out);
            case Candidate.Deeper(var item) -> line(name(item) + ": the chain goes on", depth, out);
            case Candidate.Barred(var item, var bar) -> line(name(item) + " " + bar.text(), depth, out);
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

    private String sameName(Package one, Package other) {
        return one.architecture().equals(other.architecture())
                        || one.traits().multiArch() != MultiArch.SAME
                        || other.traits().multiArch() != MultiArch.SAME
                ? "only one " + one.name() + " can be installed: " + name(one) + " or " + name(other)
                : one.name() + " must be of one version for all architectures: " + name(one) + " or " + name(other);
    }

    private String name(Package item) {
        return Architectures.named(item, architecture) + " " + item.version() + " from " + item.repository();
    }

    private static void line(String text, int depth, StringBuilder out) {
        out.append('\n').append(INDENT.repeat(depth + 1)).append(text);
    }
}
