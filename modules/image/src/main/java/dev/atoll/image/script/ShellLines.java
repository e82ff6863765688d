package dev.atoll.image.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A script's statements: comments gone, continued lines joined, split at {@code ;} and line ends outside of quotes.
 * {@code ;;} is a statement of its own.
 */
final class ShellLines {
    private final String script;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int at;
    private int depth;

    private ShellLines(String script) {
        this.script = script;
    }

    /** Empty if the script uses quotes over several lines, here-documents, or brackets that do not close. */
    static Optional<List<String>> of(String script) {
        ShellLines lines = new ShellLines(script);
        return lines.split() ? Optional.of(List.copyOf(lines.statements)) : Optional.empty();
    }

    private boolean split() {
        while (at < script.length()) {
            char c = script.charAt(at);
            boolean understood = switch (c) {
                case '\\' -> escaped();
                case '\'', '"', '`' -> quoted(c);
                case '#' -> comment();
                case '\n' -> lineEnd();
                case ';' -> semicolon();
                case '<' -> !script.startsWith("<<", at) && plain(c);
                case '(' -> bracket(c, 1);
                case ')' -> bracket(c, depth > 0 ? -1 : 0);
                default -> plain(c);
            };
            if (!understood) {
                return false;
            }
        }
        end();
        return depth == 0;
    }

    private boolean plain(char c) {
        statement.append(c);
        at++;
        return true;
    }

    /** Only brackets of {@code $(…)} and of functions open; a lone closing one ends a pattern of {@code case}. */
    private boolean bracket(char c, int step) {
        depth += step;
        return plain(c);
    }

    private boolean escaped() {
        if (at + 1 >= script.length()) {
            return false;
        }
        if (script.charAt(at + 1) == '\n') {
            statement.append(' ');
        } else {
            statement.append(script, at, at + 2);
        }
        at += 2;
        return true;
    }

    private boolean quoted(char quote) {
        int from = at;
        at++;
        while (at < script.length() && script.charAt(at) != quote && script.charAt(at) != '\n') {
            at += script.charAt(at) == '\\' && quote != '\'' ? 2 : 1;
        }
        if (at >= script.length() || script.charAt(at) != quote) {
            return false;
        }
        at++;
        statement.append(script, from, at);
        return true;
    }

    private boolean comment() {
        if (!statement.isEmpty() && !Character.isWhitespace(statement.charAt(statement.length() - 1))) {
            return plain('#');
        }
        int end = script.indexOf('\n', at);
        at = end < 0 ? script.length() : end;
        return true;
    }

    private boolean lineEnd() {
        String text = statement.toString().strip();
        at++;
        if (text.endsWith("&&") || text.endsWith("||") || text.endsWith("|")) {
            statement.append(' ');
            return true;
        }
        end();
        return depth == 0;
    }

    private boolean semicolon() {
        if (depth > 0) {
            return plain(';');
        }
        end();
        at++;
        if (at < script.length() && script.charAt(at) == ';') {
            statements.add(";;");
            at++;
        }
        return true;
    }

    private void end() {
        String text = statement.toString().strip();
        if (!text.isEmpty()) {
            statements.add(text);
        }
        statement.setLength(0);
    }
}
