package dev.atoll.cli;

import dev.atoll.cli.command.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Wires the command to the process it runs in. */
public final class Main {
    private Main() {}

    /** Runs {@code atoll}; the launcher says with the property {@code atoll.terminal} whether there is a terminal. */
    public static void main(String[] arguments) {
        Interruption interruption = Interruption.of(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
        Session session = new Session(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.getenv(),
                Boolean.getBoolean("atoll.terminal"));
        int status = new Atoll(session, interruption).run(arguments);
        interruption.finish();
        System.exit(status);
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8), false);
    }
}
