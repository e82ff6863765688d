package dev.atoll.image.tools;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Unique;
import dev.atoll.image.definition.PathPattern;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What some programs need to be told to find their parts in a tree that is not the host's root. In values {@code
 * {tree}} stands for the tree's directory.
 *
 * @param programs patterns of their names
 * @param environment variables that are set
 * @param unset variables of the user that would mislead them
 * @param arguments put before the user's
 */
public record StartRule(
        @Doc("patterns of names of programs") @NotEmpty @Unique
        List<String> programs,

        @Doc("variables that are set, {tree} being the tree's directory") @Default("{}")
        Map<String, String> environment,

        @Doc("variables that are taken away") @Default("[]") @Unique
        List<String> unset,

        @Doc("arguments before the user's, {tree} being the tree's directory") @Default("[]")
        List<String> arguments) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public StartRule {
        programs = List.copyOf(programs);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        unset = List.copyOf(unset);
        arguments = List.copyOf(arguments);
        programs.forEach(PathPattern::of);
        environment.keySet().forEach(StartRule::variable);
        unset.forEach(StartRule::variable);
    }

    /** Whether it is for the program of this name. */
    boolean appliesTo(String name) {
        return programs.stream().anyMatch(pattern -> PathPattern.of(pattern).matches(name));
    }

    private static void variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a variable: " + name);
        }
    }
}
