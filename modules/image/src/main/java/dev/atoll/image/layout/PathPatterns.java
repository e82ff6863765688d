package dev.atoll.image.layout;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which paths of packages are left out. Patterns are relative to the root; {@code ?} and {@code *} stand for characters
 * other than the slash, {@code **} for any; {@code DIR/**} also means DIR itself. A pattern that begins with {@code !}
 * brings back what an earlier one left out: the last that matches decides. Immutable.
 */
public final class PathPatterns {
    private record Rule(Pattern pattern, boolean excludes) {}

    private final List<Rule> rules;

    public PathPatterns(List<String> patterns) {
        this.rules = patterns.stream().map(PathPatterns::rule).toList();
    }

    /** Whether the path, in the tree's form, is left out. */
    public boolean excludes(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.excludes() != excluded && rule.pattern().matcher(path).matches()) {
                excluded = rule.excludes();
            }
        }
        return excluded;
    }

    private static Rule rule(String text) {
        boolean excludes = !text.startsWith("!");
        String glob = excludes ? text : text.substring(1);
        boolean below = glob.endsWith("/**");
        String head = below ? glob.substring(0, glob.length() - 3) : glob;
        return new Rule(Pattern.compile(regex(head) + (below ? "(/.*)?" : "")), excludes);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
