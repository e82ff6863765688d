package dev.atoll.cli;

import dev.atoll.cli.command.Session;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the launcher runs once after a build so that the JVM can record which classes light commands need (JEP 514).
 * Prints nothing.
 */
public final class Training {
    private Training() {}

    /** Runs light commands; the arguments are definitions to check. */
    public static void main(String[] definitions) {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Session session = new Session(nowhere, nowhere, Map.of(), false);
        Atoll atoll = new Atoll(session, Interruption.of(Thread.currentThread()));
        atoll.run("--help");
        atoll.run("--version");
        atoll.run("image", "--help");
        atoll.run("image", "chekc");
        atoll.run("completion", "bash");
        atoll.run("image", "check", "no-such-file");
        for (String definition : definitions) {
            atoll.run("image", "check", definition);
            atoll.run("image", "check", "--json", definition);
        }
    }
}
