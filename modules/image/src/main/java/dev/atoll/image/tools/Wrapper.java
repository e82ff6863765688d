package dev.atoll.image.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The shell script that stands for a program: it finds the tree from its own place and starts the program from it. */
final class Wrapper {
    /** Names no program uses, as assigning to a variable of the user's environment would change it for the program. */
    private static final String FIND = """
            atoll_bin=$0
            if [ -h "$atoll_bin" ]; then atoll_bin=$(readlink -f "$atoll_bin"); fi
            case $atoll_bin in
            /*) atoll_bin=${atoll_bin%/*} ;;
            */*) atoll_bin=$(CDPATH='' cd "./${atoll_bin%/*}" && pwd) || exit 126 ;;
            *) atoll_bin=$(pwd) ;;
            esac
            atoll_tree=${atoll_bin%/*}/tree
            case $PATH in
            "$atoll_bin" | "$atoll_bin":*) ;;
            *) PATH=$atoll_bin${PATH:+:$PATH} ;;
            esac
            export PATH
            """;

    private static final String TREE = "{tree}";

    private Wrapper() {}

    /** The whole script. */
    static String text(Program program, ToolsDefinition definition) {
        Map<String, String> environment = new LinkedHashMap<>();
        Set<String> unset = new LinkedHashSet<>();
        List<String> arguments = new ArrayList<>();
        for (StartRule rule : definition.start()) {
            if (rule.appliesTo(program.name())) {
                environment.putAll(rule.environment());
                unset.addAll(rule.unset());
                arguments.addAll(rule.arguments());
            }
        }
        StringBuilder text = new StringBuilder("#!/bin/sh\n# Starts ")
                .append(program.name())
                .append(" of ")
                .append(program.origin())
                .append(" from the tree beside this directory.\n")
                .append(FIND);
        if (!unset.isEmpty()) {
            text.append("unset ").append(String.join(" ", unset)).append('\n');
        }
        environment.forEach((name, value) -> text.append("export ")
                .append(name)
                .append('=')
                .append(withTree(value))
                .append('\n'));
        text.append("exec ").append(String.join(" ", command(program, definition)));
        arguments.forEach(argument -> text.append(' ').append(withTree(argument)));
        return text.append(" \"$@\"\n").toString();
    }

    private static List<String> command(Program program, ToolsDefinition definition) {
        List<String> words = new ArrayList<>();
        switch (program.kind()) {
            case SHELL -> words.add("/bin/sh");
            case LOADED -> {
                words.add(inTree(definition.loader()));
                words.add("--library-path");
                words.add(definition.libraries().stream().map(Wrapper::inTree).collect(Collectors.joining(":")));
                words.add("--argv0");
                words.add(argv0(program));
            }
        }
        program.command()
                .forEach(word -> words.add(
                        switch (word) {
                            case Program.Word.InTree(String path) -> inTree(path);
                            case Program.Word.Plain(String plain) -> quote(plain);
                        }));
        return words;
    }

    /** A program is told its wrapper's name, by which many choose what to do; an interpreter its own, for its library. */
    private static String argv0(Program program) {
        boolean script = program.command().size() > 1;
        return script && program.command().getFirst() instanceof Program.Word.InTree(String path)
                ? inTree(path)
                : "\"$atoll_bin\"" + quote("/" + program.name());
    }

    private static String inTree(String path) {
        return "\"$atoll_tree\"" + quote("/" + path);
    }

    /** A text as one word, with the tree's directory for its placeholder. */
    private static String withTree(String text) {
        StringBuilder word = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(TREE); at >= 0; at = text.indexOf(TREE, from)) {
            word.append(from < at ? quote(text.substring(from, at)) : "").append("\"$atoll_tree\"");
            from = at + TREE.length();
        }
        return from < text.length() || word.isEmpty() ? word + quote(text.substring(from)) : word.toString();
    }

    /** A text as one word of a shell, whatever is in it (IEEE Std 1003.1, 2.2.2). */
    static String quote(String text) {
        return text.matches("[A-Za-z0-9_./:=@%+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
