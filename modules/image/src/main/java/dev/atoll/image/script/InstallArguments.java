package dev.atoll.image.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What conditions come to in a script that dpkg starts for a first installation: {@code $1} is an action, {@code $2}, the
 * version that was there before, is empty.
 *
 * @param action {@code install} or {@code configure}; empty inside of functions, whose arguments are not known
 */
record InstallArguments(Optional<String> action) {
    static final InstallArguments UNKNOWN = new InstallArguments(Optional.empty());

    private static final Pattern AND_OR = Pattern.compile("\\s+(&&|\\|\\|)\\s+");
    private static final Pattern TEST = Pattern.compile("\\[\\s+(.*?)\\s+]|test\\s+(.*)");
    private static final Pattern COMPARISON = Pattern.compile(
            "dpkg\\s+--compare-versions\\s+(?:--\\s+)?(\\S+)\\s+'?([a-z-]+)'?\\s+(['\"]?)[0-9][^\\s$'\"`]*\\3");
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "1", Set.of("$1", "\"$1\"", "${1}", "\"${1}\"", "\"${1:-}\""),
            "2", Set.of("$2", "\"$2\"", "${2}", "\"${2}\"", "\"${2:-}\""));
    private static final Pattern PATTERN = Pattern.compile("(['\"]?)([A-Za-z0-9_.*?-]*)\\1");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'|\"([^\"$`\\\\]*)\"|([^\\s'\"$`\\\\*?\\[\\]]+)");

    /** Comparisons that an empty version wins; those ending in {@code -nl} take it for later than any other. */
    private static final Map<String, Boolean> OF_NOTHING = Map.ofEntries(
            Map.entry("lt", true),
            Map.entry("le", true),
            Map.entry("eq", false),
            Map.entry("ne", true),
            Map.entry("ge", false),
            Map.entry("gt", false),
            Map.entry("lt-nl", false),
            Map.entry("le-nl", false),
            Map.entry("ge-nl", true),
            Map.entry("gt-nl", true));

    /** The truth of a list of tests joined by {@code &&} and {@code ||}; not known once a command is among them. */
    Truth condition(String text) {
        Matcher joint = AND_OR.matcher(text);
        Truth truth = Truth.TRUE;
        String operator = "&&";
        int from = 0;
        while (truth != Truth.UNKNOWN) {
            boolean more = joint.find(from);
            boolean decided = truth == (operator.equals("&&") ? Truth.FALSE : Truth.TRUE);
            if (!decided) {
                truth = term(text.substring(from, more ? joint.start() : text.length())
                        .strip());
            }
            if (!more) {
                return truth;
            }
            operator = group(joint, 1);
            from = joint.end();
        }
        return truth;
    }

    /** Whether a list of patterns of {@code case} is taken for a word; not known for words but parameters. */
    Truth pattern(String word, String patterns) {
        Optional<String> value = value(word);
        if (value.isEmpty()) {
            return Truth.UNKNOWN;
        }
        Truth none = Truth.TRUE;
        for (String pattern : patterns.split("\\|", -1)) {
            Matcher plain = PATTERN.matcher(pattern.strip());
            none = none.and(
                    plain.matches()
                            ? Truth.of(value.get().matches(glob(group(plain, 2))))
                                    .not()
                            : Truth.UNKNOWN);
        }
        return none.not();
    }

    private static String glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(Character.toString(c));
                    });
        }
        return regex.toString();
    }

    private Truth term(String text) {
        if (text.startsWith("! ")) {
            return term(text.substring(2).strip()).not();
        }
        Matcher comparison = COMPARISON.matcher(text);
        if (comparison.matches()) {
            Boolean result = OF_NOTHING.get(group(comparison, 2));
            boolean previous =
                    action.isPresent() && PARAMETERS.getOrDefault("2", Set.of()).contains(group(comparison, 1));
            return result == null || !previous ? Truth.UNKNOWN : Truth.of(result);
        }
        Matcher test = TEST.matcher(text);
        if (!test.matches() || text.contains("`") || text.contains("$(")) {
            return Truth.UNKNOWN;
        }
        String expression = test.group(1) == null ? group(test, 2) : group(test, 1);
        if (expression.contains(" -o ") || expression.contains("(")) {
            return either(expression);
        }
        Truth truth = Truth.TRUE;
        for (String part : expression.split("\\s+-a\\s+", -1)) {
            truth = truth.and(primary(part.strip()));
        }
        return truth;
    }

    private Truth either(String expression) {
        Truth none = Truth.TRUE;
        for (String part : expression.split("\\s+-o\\s+", -1)) {
            boolean plain = !part.contains(" -a ") && !part.contains("(");
            none = none.and(plain ? primary(part.strip()).not() : Truth.UNKNOWN);
        }
        return none.not();
    }

    private Truth primary(String text) {
        List<String> words = List.of(text.split("\\s+", -1));
        if (words.size() == 2
                && (words.getFirst().equals("-z") || words.getFirst().equals("-n"))) {
            return value(words.get(1))
                    .map(value -> Truth.of(value.isEmpty() == words.getFirst().equals("-z")))
                    .orElse(Truth.UNKNOWN);
        }
        if (words.size() == 3 && Set.of("=", "==", "!=").contains(words.get(1))) {
            Optional<String> left = value(words.getFirst()).or(() -> literal(words.getFirst()));
            Optional<String> right = value(words.get(2)).or(() -> literal(words.get(2)));
            return left.isEmpty() || right.isEmpty()
                    ? Truth.UNKNOWN
                    : Truth.of(left.equals(right) != words.get(1).equals("!="));
        }
        return Truth.UNKNOWN;
    }

    private Optional<String> value(String word) {
        if (PARAMETERS.getOrDefault("1", Set.of()).contains(word)) {
            return action;
        }
        boolean previous = PARAMETERS.getOrDefault("2", Set.of()).contains(word);
        return action.filter(it -> previous).map(it -> "");
    }

    private static Optional<String> literal(String word) {
        Matcher matcher = LITERAL.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(matcher.group(1))
                .or(() -> Optional.ofNullable(matcher.group(2)))
                .or(() -> Optional.ofNullable(matcher.group(3)));
    }

    private static String group(Matcher matcher, int number) {
        return Optional.ofNullable(matcher.group(number)).orElse("");
    }
}
