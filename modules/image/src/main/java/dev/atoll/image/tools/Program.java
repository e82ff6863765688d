package dev.atoll.image.tools;

import java.util.List;

/**
 * A program of the tree.
 *
 * @param name what it is called, the name of its wrapper
 * @param origin the package that brings it
 * @param command the words that start it: a path of the tree, or an interpreter's path, its arguments and the script's
 * @param kind how it is started
 */
record Program(String name, String origin, List<Word> command, Kind kind) {
    Program {
        command = List.copyOf(command);
    }

    /** How a program is started. */
    enum Kind {
        /** By the tree's loader. */
        LOADED,
        /** By the host's {@code /bin/sh}, which is there as it runs the wrappers too. */
        SHELL
    }

    /** One word of a command. */
    sealed interface Word {
        /** A path of the tree. */
        record InTree(String path) implements Word {}

        /** A word as it is. */
        record Plain(String text) implements Word {}
    }
}
