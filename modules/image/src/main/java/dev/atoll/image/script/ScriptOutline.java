package dev.atoll.image.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a maintainer script may do at a first installation, statement by statement. Immutable.
 *
 * @param statements in order; what cannot run, and what does nothing, is not among them
 */
public record ScriptOutline(List<Statement> statements) {
    /** Patterns take time by the square of a line's length; a script with longer ones is not taken apart. */
    private static final int LONGEST = 8192;

    private static final Pattern HARMLESS =
            Pattern.compile("set [-+][eux]+|exit 0|exit|return 0|return|true|:|export LC_ALL=C");
    private static final Pattern ENDING = Pattern.compile("(exit|return|exec)\\b.*");
    private static final Pattern OPAQUE = Pattern.compile(
            "(?:\\{.*|}.*|set\\s+--.*|shift\\b.*|source\\s.*|\\.\\s(?!/usr/share/debconf/confmodule).*)",
            Pattern.DOTALL);
    /** What makes a call of a function more than a call. */
    private static final Pattern COMPOUND = Pattern.compile("[|&<>$`]");

    private static final Pattern LEADING = Pattern.compile("(then|else|do)\\s+(.+)", Pattern.DOTALL);
    private static final Pattern CASE = Pattern.compile("case\\s+(\\S+)\\s+in\\b\\s*(.*)", Pattern.DOTALL);
    private static final Pattern CLAUSE = Pattern.compile("\\(?([^()]+)\\)\\s*(.*)", Pattern.DOTALL);

    public ScriptOutline {
        statements = List.copyOf(statements);
    }

    /**
     * One statement.
     *
     * @param text without comments
     * @param certain whether it surely runs, once
     */
    public record Statement(String text, boolean certain) {}

    /**
     * Outlines a script.
     *
     * @param action what dpkg gives it first: {@code install} to a preinst, {@code configure} to a postinst
     */
    public static ScriptOutline of(String script, String action) {
        boolean shell = script.matches("(?s)(#! ?/bin/(sh|bash|dash)( -e)?[ \\t]*\\n.*|\\s*)");
        return (shell ? ShellLines.of(script) : Optional.<List<String>>empty())
                .filter(lines -> lines.stream().allMatch(line -> line.length() <= LONGEST))
                .flatMap(ShellFunctions::split)
                .flatMap(parts ->
                        new Walk(new InstallArguments(Optional.of(action)), parts.bodies(), 0).outline(parts.main()))
                .orElseGet(() -> whole(script));
    }

    /** Every line that is no comment, none of them certain. */
    private static ScriptOutline whole(String script) {
        return new ScriptOutline(script.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> new Statement(line, false))
                .toList());
    }

    /** A construct that is open: whether what follows runs, and whether a branch of it was or may have been taken. */
    private static final class Block {
        private final String closedBy;
        private final Truth around;
        private final String word;
        private Truth here;
        private Truth untaken = Truth.TRUE;
        /** Between two clauses of {@code case}, where a pattern comes next. */
        private boolean between;

        Block(String closedBy, Truth around, String word) {
            this.closedBy = closedBy;
            this.around = around;
            this.word = word;
            this.here = around;
        }

        /** Enters the next branch, which is taken if none before it was and its condition holds. */
        void branch(Truth condition) {
            here = around.and(untaken).and(condition);
            untaken = untaken.and(condition.not());
        }
    }

    /** Follows statements from top to bottom; functions are followed where they are called. */
    private static final class Walk {
        private static final int DEEPEST = 8;

        private final InstallArguments arguments;
        private final Map<String, List<String>> functions;
        private final int depth;
        private final Deque<Block> open = new ArrayDeque<>();
        private final List<Statement> found = new ArrayList<>();
        /** Whether what follows still runs: false after the end of the function or script. */
        private Truth goesOn = Truth.TRUE;
        /** Whether the script has not ended. */
        private Truth scriptGoesOn = Truth.TRUE;

        Walk(InstallArguments arguments, Map<String, List<String>> functions, int depth) {
            this.arguments = arguments;
            this.functions = functions;
            this.depth = depth;
        }

        /** Empty if something is not understood. */
        Optional<ScriptOutline> outline(List<String> lines) {
            for (String line : lines) {
                if (!statement(line)) {
                    return Optional.empty();
                }
            }
            return open.isEmpty() ? Optional.of(new ScriptOutline(found)) : Optional.empty();
        }

        private Truth here() {
            return open.isEmpty() ? goesOn : open.getFirst().here.and(goesOn);
        }

        /** Takes one statement; false if it does not fit where it stands. */
        private boolean statement(String line) {
            if (line.equals(";;")) {
                return inside("esac") && endClause();
            }
            if (inside("esac") && open.getFirst().between && !line.equals("esac")) {
                return clause(line);
            }
            Matcher leading = LEADING.matcher(line);
            if (leading.matches()) {
                return statement(text(leading, 1)) && statement(text(leading, 2));
            }
            String keyword = line.split("\\s", 2)[0];
            String rest = line.substring(keyword.length()).strip();
            return switch (keyword) {
                case "if" -> open(new Block("fi", here(), ""), arguments.condition(rest), line);
                case "elif" -> inside("fi") && branch(arguments.condition(rest), line);
                case "else" -> inside("fi") && branch(Truth.TRUE, "");
                case "then", "do" -> rest.isEmpty() && !open.isEmpty();
                case "for", "while", "until" -> open(new Block("done", here(), ""), Truth.UNKNOWN, line);
                case "case" -> begin(line);
                case "fi", "done", "esac" -> inside(keyword) && close(rest);
                default -> command(line);
            };
        }

        private boolean inside(String closedBy) {
            return !open.isEmpty() && open.getFirst().closedBy.equals(closedBy);
        }

        private boolean open(Block block, Truth condition, String line) {
            open.push(block);
            return branch(condition, line);
        }

        private boolean branch(Truth condition, String line) {
            Block block = open.getFirst();
            if (condition == Truth.UNKNOWN && block.around.and(block.untaken).and(goesOn) != Truth.FALSE) {
                found.add(new Statement(line, false));
            }
            block.branch(condition);
            return true;
        }

        private boolean endClause() {
            open.getFirst().between = true;
            return true;
        }

        private boolean close(String rest) {
            open.pop();
            return rest.isEmpty();
        }

        private boolean begin(String line) {
            Matcher matcher = CASE.matcher(line);
            if (!matcher.matches()) {
                return false;
            }
            Block block = new Block("esac", here(), text(matcher, 1));
            if (arguments.pattern(block.word, "") == Truth.UNKNOWN && here() != Truth.FALSE) {
                found.add(new Statement(line, false));
            }
            block.between = true;
            open.push(block);
            return text(matcher, 2).isEmpty() || clause(text(matcher, 2));
        }

        /** Enters the clause that a line begins; false if the line begins none. */
        private boolean clause(String line) {
            Matcher matcher = CLAUSE.matcher(line);
            if (!matcher.matches()) {
                return false;
            }
            Block block = open.getFirst();
            block.between = false;
            block.branch(arguments.pattern(block.word, text(matcher, 1)));
            return text(matcher, 2).isEmpty() || statement(text(matcher, 2));
        }

        private boolean command(String line) {
            Truth truth = here();
            if (truth == Truth.FALSE) {
                return true;
            }
            List<String> function = functions.get(line.split("\\s", 2)[0]);
            if (function != null) {
                return !COMPOUND.matcher(line).find() && call(function);
            }
            if (OPAQUE.matcher(line).matches()) {
                return false;
            }
            if (ENDING.matcher(line).matches()) {
                goesOn = goesOn.and(truth.not());
                scriptGoesOn = line.startsWith("return") ? scriptGoesOn : scriptGoesOn.and(truth.not());
            }
            if (!HARMLESS.matcher(line).matches()) {
                found.add(new Statement(line, truth == Truth.TRUE));
            }
            return true;
        }

        private boolean call(List<String> body) {
            Truth truth = here();
            Walk walk = new Walk(InstallArguments.UNKNOWN, functions, depth + 1);
            Optional<ScriptOutline> inside = depth < DEEPEST ? walk.outline(body) : Optional.empty();
            if (inside.isEmpty()) {
                return false;
            }
            for (Statement statement : inside.get().statements()) {
                found.add(new Statement(statement.text(), statement.certain() && truth == Truth.TRUE));
            }
            Truth after = truth == Truth.TRUE || walk.scriptGoesOn == Truth.TRUE ? walk.scriptGoesOn : Truth.UNKNOWN;
            goesOn = goesOn.and(after);
            scriptGoesOn = scriptGoesOn.and(after);
            return true;
        }

        private static String text(Matcher matcher, int group) {
            return Optional.ofNullable(matcher.group(group)).orElse("");
        }
    }
}
