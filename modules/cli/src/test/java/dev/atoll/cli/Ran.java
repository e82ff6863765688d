package dev.atoll.cli;

import dev.atoll.cli.command.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What a command printed and how it ended. */
record Ran(int status, String out, String err) {
    static Ran atoll(String... arguments) {
        return with(Map.of(), false, arguments);
    }

    static Ran with(Map<String, String> environment, boolean terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Session session = new Session(new PrintWriter(out), new PrintWriter(err), environment, terminal);
        int status = new Atoll(session, Interruption.of(Thread.currentThread())).run(arguments);
        return new Ran(status, out.toString(), err.toString());
    }
}
