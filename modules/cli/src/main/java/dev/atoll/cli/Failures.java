package dev.atoll.cli;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Outcome;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.image.lint.SecretsException;
import dev.atoll.image.preset.PresetException;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Tells people, or programs with {@code --json}, why a command failed. */
final class Failures {
    private static final String RED = "\u001b[1;31m";
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    /** Prints the failure; the stack trace only when debugging. */
    void show(Throwable failure, boolean json, boolean debug) {
        List<Problem> problems = problems(failure);
        if (json) {
            session.out().print(Documents.writeJson(Outcome.failed(problems)));
            session.out().flush();
        } else {
            problems.forEach(problem -> session.rawErr().println(coloured(problem)));
            if (problems.size() > 1) {
                session.err().println(problems.size() + " problems");
            }
        }
        if (debug) {
            failure.printStackTrace(session.err());
        }
        session.err().flush();
    }

    static List<Problem> problems(Throwable failure) {
        return switch (failure) {
            case InvalidDocumentException invalid -> invalid.problems();
            case PresetException presets -> presets.problems();
            case SecretsException secrets -> secrets.problems();
            case MachineException machine ->
                List.of(Problem.of(machine.code(), String.valueOf(machine.getMessage()), ""));
            case CommandException command ->
                List.of(Problem.of(
                        "failed",
                        String.valueOf(command.getMessage()),
                        command.hint().orElse("")));
            case UncheckedIOException unchecked
            when unchecked.getCause() != null ->
                List.of(Problem.of("input-output", context(unchecked) + reason(unchecked.getCause()), ""));
            case IOException io -> List.of(Problem.of("input-output", reason(io), ""));
            case Throwable own
            when own.getClass().getPackageName().startsWith("dev.atoll.") ->
                List.of(Problem.of("failed", String.valueOf(own.getMessage()), ""));
            case OutOfMemoryError memory ->
                List.of(Problem.of("out-of-memory", "out of memory", "give it more: ATOLL_JAVA_OPTIONS=-Xmx2g"));
            default ->
                List.of(Problem.of(
                        "internal", "internal error: " + failure, "please report it with the output of --debug"));
        };
    }

    /** What was being done, where the code said it. */
    private static String context(UncheckedIOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.equals(String.valueOf(failure.getCause())) ? "" : message + ": ";
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException denied -> "permission denied: " + denied.getFile();
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }

    private String coloured(Problem problem) {
        String[] lines = problem.render().split("\n", -1);
        String prefix = problem.place().isPresent() ? "" : "error: ";
        if (!session.colours()) {
            return prefix + String.join("\n", lines);
        }
        String place = problem.place().map(at -> at + ": ").orElse(prefix);
        String first = prefix + lines[0];
        StringBuilder out = new StringBuilder(RED)
                .append(place)
                .append(PLAIN)
                .append(BOLD)
                .append(first, Math.min(place.length(), first.length()), first.length())
                .append(PLAIN);
        for (int i = 1; i < lines.length; i++) {
            out.append('\n')
                    .append(lines[i].endsWith("^") ? RED : DIM)
                    .append(lines[i])
                    .append(PLAIN);
        }
        return out.toString();
    }
}
