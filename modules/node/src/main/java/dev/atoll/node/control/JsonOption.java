package dev.atoll.node.control;

import picocli.CommandLine.Option;

/** The option {@code --json}, as a mixin. */
final class JsonOption {
    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    boolean given() {
        return json;
    }
}
