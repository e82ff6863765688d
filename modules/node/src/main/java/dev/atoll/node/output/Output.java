package dev.atoll.node.output;

import dev.atoll.document.Documents;
import dev.atoll.document.Shown;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output and error of a program on the node; harmful characters come out as U+FFFD. Thread safe. */
public final class Output {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private Output() {}

    /** Prints lines of a result. */
    public static void result(String lines) {
        OUT.println(Shown.lines(lines));
    }

    /** Prints a result for programs. */
    public static void json(Record result) {
        OUT.print(Shown.json(Documents.writeJson(result)));
        OUT.flush();
    }

    /** Prints lines about what went wrong. */
    public static void problem(String lines) {
        ERR.println(Shown.lines(lines));
    }

    /** Prints lines as warnings, for a program whose standard error is the journal; see sd-daemon(3). */
    public static void warning(String lines) {
        Shown.lines(lines).lines().forEach(line -> ERR.println("<4>" + line));
    }

    /** Prints the trace of a failure. */
    public static void trace(Throwable failure) {
        failure.printStackTrace(ERR);
    }

    /** Prints how a command is used. */
    public static PrintStream usage() {
        return ERR;
    }
}
