package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Unique;
import dev.atoll.packages.Relation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which packages an image holds.
 *
 * @param install names, each with or without a version constraint; what they depend on comes with them
 * @param without names left out although others depend on them, because only their scripts would
 * @param prefer names chosen first where alternatives would do
 * @param pins which offers of some packages are preferred; the first that fits counts
 */
public record Packages(
        @Doc("packages to install, \"name\" or \"name (>= 1.0)\"")
        @NotEmpty
        @Unique
        @Matches(value = Packages.WISH, says = "a package name, optionally with a constraint such as (>= 1.0)")
        List<String> install,

        @Doc("packages left out although others depend on them")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.PACKAGE_NAME, says = Syntax.PACKAGE_NAME_SAYS)
        List<String> without,

        @Doc("packages chosen first where alternatives would do")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.PACKAGE_NAME, says = Syntax.PACKAGE_NAME_SAYS)
        List<String> prefer,

        @Doc("which offers of some packages are preferred; the first that fits counts") @Default("[]")
        List<Pin> pins) {
    static final String WISH =
            "([a-z0-9][a-z0-9+.-]+)(?::([a-z0-9-]+))?(?: \\((<<|<=|=|>=|>>) ([A-Za-z0-9.+~:-]+)\\))?";

    private static final Pattern WISHES = Pattern.compile(WISH);

    public Packages {
        install = List.copyOf(install);
        without = List.copyOf(without);
        prefer = List.copyOf(prefer);
        pins = List.copyOf(pins);
        install.forEach(Packages::relation);
    }

    /** The packages to install, taken apart. */
    public List<Relation> wishes() {
        return install.stream().map(Packages::relation).toList();
    }

    private static Relation relation(String wish) {
        Matcher parts = WISHES.matcher(wish);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a package with or without a version: " + wish);
        }
        String symbol = group(parts, 3);
        Relation.Operator operator = Relation.Operator.ANY;
        for (Relation.Operator candidate : Relation.Operator.values()) {
            if (candidate.symbol().equals(symbol)) {
                operator = candidate;
            }
        }
        return new Relation(group(parts, 1), group(parts, 2), operator, group(parts, 4));
    }

    private static String group(Matcher parts, int number) {
        String text = parts.group(number);
        return text == null ? "" : text;
    }
}
