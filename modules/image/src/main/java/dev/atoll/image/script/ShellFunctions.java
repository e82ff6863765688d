package dev.atoll.image.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script's statements outside of functions, and the functions it defines: they do nothing until they are called.
 *
 * @param main statements outside
 * @param bodies statements of each function, by its name
 */
record ShellFunctions(List<String> main, Map<String, List<String>> bodies) {
    private static final Pattern HEAD = Pattern.compile(
            "(?:function\\s+)?([A-Za-z_][A-Za-z0-9_-]*)\\s*\\(\\s*\\)\\s*(\\{?)\\s*(.*)", Pattern.DOTALL);

    ShellFunctions {
        main = List.copyOf(main);
        bodies = Map.copyOf(bodies);
    }

    /** Empty if a function is defined twice, does not end, or has groups in braces inside. */
    static Optional<ShellFunctions> split(List<String> statements) {
        List<String> main = new ArrayList<>();
        Map<String, List<String>> bodies = new HashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            Matcher head = HEAD.matcher(statements.get(i));
            if (!head.matches()) {
                main.add(statements.get(i));
                continue;
            }
            int brace = text(head, 2).isEmpty() ? i + 1 : i;
            int end = statements.subList(brace, statements.size()).indexOf("}") + brace;
            boolean opened = brace == i
                    || (text(head, 3).isEmpty()
                            && brace < statements.size()
                            && statements.get(brace).equals("{"));
            if (!opened || end < brace) {
                return Optional.empty();
            }
            List<String> body = new ArrayList<>(statements.subList(brace + 1, end));
            if (!text(head, 3).isEmpty()) {
                body.addFirst(text(head, 3));
            }
            if (body.stream()
                            .anyMatch(line ->
                                    line.startsWith("{") || HEAD.matcher(line).matches())
                    || bodies.put(text(head, 1), body) != null) {
                return Optional.empty();
            }
            i = end;
        }
        return Optional.of(new ShellFunctions(main, bodies));
    }

    private static String text(Matcher matcher, int group) {
        return Optional.ofNullable(matcher.group(group)).orElse("");
    }
}
