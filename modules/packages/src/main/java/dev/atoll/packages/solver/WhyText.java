package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.solver.Resolution.Link;
import java.util.List;
import java.util.stream.Collectors;

/** Words for a {@link Why}. */
record WhyText(String architecture) {
    private static final String INDENT = "  ";

    String of(Why.Chosen why) {
        StringBuilder out = new StringBuilder();
        Package last = why.chain().getLast().item();
        out.append(name(last))
                .append(last.name().equals(why.name()) ? " is there" : " is there and provides " + why.name());
        int depth = 1;
        for (Link link : why.chain()) {
            out.append('\n').append(INDENT.repeat(depth++)).append(reason(link.reason()));
        }
        return out.append('\n').append(INDENT.repeat(depth)).append(name(last)).toString();
    }

    String of(Why.Absent why) {
        StringBuilder out = new StringBuilder(why.name()).append(" is not there");
        if (why.unknown()) {
            line(out, "no package is called " + why.name() + " or provides it");
            if (!why.near().isEmpty()) {
                out.append("\nhint: did you mean ")
                        .append(String.join(" or ", why.near()))
                        .append('?');
            }
        }
        why.barred()
                .forEach(each -> line(out, name(each.item()) + " " + each.bar().text()));
        new Explanation(List.copyOf(why.conflicts()), List.of(), architecture)
                .lines()
                .forEach(each -> line(out, each.strip()));
        why.passed().forEach(each -> line(out, passed(each)));
        if (!why.obstacle().isEmpty()) {
            line(out, "it could not be added:");
            new Explanation(why.obstacle(), List.of(), architecture).lines().forEach(each -> line(out, each));
        } else if (!why.unknown() && why.barred().isEmpty() && why.passed().isEmpty()) {
            line(out, "nothing that was chosen asks for it");
        }
        return out.toString();
    }

    private String passed(Why.Passed passed) {
        return name(passed.by()) + " requires " + passed.requirement()
                + (passed.chosen().isEmpty()
                        ? ", which is waived by what is left out"
                        : ", and has "
                                + passed.chosen().stream().map(this::name).collect(Collectors.joining(", ")));
    }

    private String reason(Reason reason) {
        return switch (reason) {
            case Reason.Requested(var relation) -> "requested: " + relation;
            case Reason.Implied implied -> "belongs to every system";
            case Reason.RequiredBy(var by, var requirement) -> name(by) + " requires " + requirement;
        };
    }

    private String name(Package item) {
        return Architectures.named(item, architecture) + " " + item.version() + " from " + item.repository();
    }

    private static void line(StringBuilder out, String text) {
        out.append('\n').append(INDENT).append(text);
    }
}
