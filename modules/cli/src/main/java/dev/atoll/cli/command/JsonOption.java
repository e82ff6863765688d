package dev.atoll.cli.command;

import picocli.CommandLine.Option;

/** The option {@code --json}, as a mixin. */
public final class JsonOption {
    /** Its name. */
    public static final String NAME = "--json";

    @Option(names = NAME, description = "Print one JSON document on standard output.")
    private boolean json;

    /** Whether it was given. */
    public boolean given() {
        return json;
    }
}
