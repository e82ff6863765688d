package dev.atoll.disk.erofs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a reference tool; a tool that is missing or that fails is a failure of the test. */
public final class Tool {
    private Tool() {}

    /** A file that comes with a reference tool, such as {@code usr/share/OVMF/…}: of `atoll tools`, else the host's. */
    public static Path file(String path) {
        return Path.of(System.getenv().getOrDefault("ATOLL_TOOLS", "/")).resolve(path);
    }

    /** Standard output and error of a run that must succeed. */
    public static String run(Path directory, String... command) {
        return run(directory, null, List.of(command));
    }

    /** The same with a file as standard input. */
    public static String feed(Path input, Path directory, String... command) {
        return run(directory, input, List.of(command));
    }

    private static String run(Path directory, Path input, List<String> command) {
        try {
            Path log = Files.createTempFile("tool", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().put("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin");
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("TZ", "UTC");
            builder.redirectErrorStream(true).redirectOutput(log.toFile());
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            int status = start(builder).waitFor();
            String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            Files.delete(log);
            if (status != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + status + ":\n" + text);
            }
            return text;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    "reference tool " + builder.command().getFirst() + " cannot be run; install it", e);
        }
    }
}
