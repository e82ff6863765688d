package dev.atoll.image.definition;

import java.util.regex.Pattern;

/**
 * A pattern of paths in a tree: {@code *} stands for any characters of one component, {@code ?} for one of them,
 * {@code **} as a whole component for any number of components, at the end for everything below. All else stands for
 * itself. Immutable.
 */
public final class PathPattern {
    static final String SYNTAX = "(?!.*(?:^|/)\\.{1,2}(?:/|$))(?!.*[^/]\\*\\*)(?!.*\\*\\*[^/])[^/\\x00-\\x1f\\x7f]+"
            + "(?:/[^/\\x00-\\x1f\\x7f]+)*";
    static final String SAYS = "a pattern such as usr/share/doc/**, relative, with ** only as a whole component";

    private static final Pattern VALID = Pattern.compile(SYNTAX);

    private final Pattern regex;

    private PathPattern(Pattern regex) {
        this.regex = regex;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PathPattern of(String pattern) {
        if (!VALID.matcher(pattern).matches()) {
            throw new IllegalArgumentException("must be " + SAYS + ": " + pattern);
        }
        StringBuilder regex = new StringBuilder();
        String[] parts = pattern.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (parts[i].equals("**")) {
                regex.append(last ? ".+" : "(?:[^/]+/)*");
            } else {
                component(parts[i], regex);
                regex.append(last ? "" : "/");
            }
        }
        return new PathPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Whether the pattern means this path of a tree (relative, without a leading slash). */
    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }

    private static void component(String part, StringBuilder regex) {
        for (int c : part.codePoints().toArray()) {
            switch (c) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        }
    }
}
