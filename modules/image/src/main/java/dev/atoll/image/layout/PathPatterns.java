package dev.atoll.image.layout;

import dev.atoll.image.definition.PathPattern;
import java.util.List;
import java.util.Optional;

/**
 * Which paths of packages are left out. {@code DIR/**} also means DIR itself; a pattern that begins with {@code !}
 * brings back what an earlier one left out: the last that matches decides. Immutable.
 */
public final class PathPatterns {
    private static final String BELOW = "/**";

    private record Rule(boolean excludes, PathPattern pattern, Optional<PathPattern> directory) {
        boolean matches(String path) {
            return pattern.matches(path)
                    || directory.filter(it -> it.matches(path)).isPresent();
        }
    }

    private final List<Rule> rules;

    /**
     * Reads the patterns.
     *
     * @throws IllegalArgumentException if one of them is none (see {@link PathPattern})
     */
    public PathPatterns(List<String> patterns) {
        this.rules = patterns.stream().map(PathPatterns::rule).toList();
    }

    /** Whether the path, in the tree's form, is left out. */
    public boolean excludes(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.excludes() != excluded && rule.matches(path)) {
                excluded = rule.excludes();
            }
        }
        return excluded;
    }

    private static Rule rule(String text) {
        boolean excludes = !text.startsWith("!");
        String pattern = excludes ? text : text.substring(1);
        Optional<PathPattern> directory = pattern.endsWith(BELOW)
                ? Optional.of(PathPattern.of(pattern.substring(0, pattern.length() - BELOW.length())))
                : Optional.empty();
        return new Rule(excludes, PathPattern.of(pattern), directory);
    }
}
