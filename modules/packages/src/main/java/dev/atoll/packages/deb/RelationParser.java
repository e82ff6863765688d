package dev.atoll.packages.deb;

import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses relation fields, Debian Policy 7.1: {@code a (>= 1) | b:any [amd64 linux-any], c}.
 *
 * <p>Relations restricted to other architectures are left out. Parsed texts are remembered, since the same ones stand
 * in thousands of packages. For one thread.
 */
public final class RelationParser {
    /** Nothing in it gives back what it took, so that time is in proportion to the text. */
    private static final Pattern RELATION = Pattern.compile("([A-Za-z0-9][A-Za-z0-9+._-]*+)(?::([a-z0-9][a-z0-9-]*+))?+"
            + "\\s*+(?:\\(\\s*+(<<|<=|=|>=|>>|<|>)\\s*+([A-Za-z0-9.+:~-]++)\\s*+\\))?+\\s*+(?:\\[([^\\[\\]]*+)\\])?+");

    private final String architecture;
    private final Map<String, Optional<Requirement>> requirements = new HashMap<>();
    private final Map<String, Optional<Relation>> relations = new HashMap<>();

    /** Parses for packages of {@code architecture} ({@code amd64}). */
    public RelationParser(String architecture) {
        this.architecture = architecture;
    }

    /**
     * Parses a field with alternatives: Depends, Pre-Depends, Recommends, Suggests.
     *
     * @throws IllegalArgumentException if it is not a list of relations
     */
    public List<Requirement> requirements(String field) {
        if (field.isEmpty()) {
            return List.of();
        }
        List<Requirement> all = new ArrayList<>();
        for (String item : split(field, ',')) {
            requirements.computeIfAbsent(item, this::requirement).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /**
     * Parses a field without alternatives: Conflicts, Breaks, Replaces, Provides, Enhances.
     *
     * @throws IllegalArgumentException if it is not a list of relations
     */
    public List<Relation> relations(String field) {
        if (field.isEmpty()) {
            return List.of();
        }
        List<Relation> all = new ArrayList<>();
        for (String item : split(field, ',')) {
            relations.computeIfAbsent(item, this::relation).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private Optional<Requirement> requirement(String item) {
        List<Relation> alternatives = new ArrayList<>();
        for (String alternative : split(item, '|')) {
            relations.computeIfAbsent(alternative, this::relation).ifPresent(alternatives::add);
        }
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(new Requirement(alternatives));
    }

    private Optional<Relation> relation(String text) {
        Matcher match = RELATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("not a relation: " + text);
        }
        if (match.group(5) != null && !applies(match.group(5), text)) {
            return Optional.empty();
        }
        String qualifier = match.group(2) == null ? "" : match.group(2);
        return Optional.of(
                match.group(3) == null
                        ? new Relation(match.group(1), qualifier, Relation.Operator.ANY, "")
                        : new Relation(match.group(1), qualifier, operator(match.group(3)), match.group(4)));
    }

    /** The two single-character operators are old spellings of the ones with {@code =}. */
    private static Relation.Operator operator(String symbol) {
        return switch (symbol) {
            case "<<" -> Relation.Operator.EARLIER;
            case "<=", "<" -> Relation.Operator.EARLIER_OR_EQUAL;
            case "=" -> Relation.Operator.EQUAL;
            case ">=", ">" -> Relation.Operator.LATER_OR_EQUAL;
            case ">>" -> Relation.Operator.LATER;
            default -> throw new IllegalArgumentException("not an operator: " + symbol);
        };
    }

    private boolean applies(String restriction, String text) {
        String[] names = restriction.strip().split("\\s+", -1);
        boolean negative = names[0].startsWith("!");
        boolean named = false;
        for (String name : names) {
            if (name.isEmpty() || name.startsWith("!") != negative) {
                throw new IllegalArgumentException("a bad list of architectures: " + text);
            }
            named |= matches(negative ? name.substring(1) : name);
        }
        return named != negative;
    }

    private boolean matches(String name) {
        return name.equals(architecture)
                || name.equals("any")
                || name.equals("linux-any")
                || name.equals("any-" + architecture)
                || name.equals("linux-" + architecture);
    }

    /** The parts without white space around them; empty ones, as after a trailing comma, are left out. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(separator, from);
            to = to < 0 ? text.length() : to;
            String part = text.substring(from, to).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            from = to + 1;
        }
        return parts;
    }
}
