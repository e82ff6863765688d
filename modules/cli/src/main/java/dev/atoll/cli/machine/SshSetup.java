package dev.atoll.cli.machine;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Makes sure that there is an ssh client; as root on a Debian system it installs one. */
final class SshSetup {
    private static final String PACKAGE = "openssh-client";

    private SshSetup() {}

    static void ensure(Session session, Progress progress) {
        boolean there = Arrays.stream(session.variable("PATH").orElse("").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "ssh")));
        if (there) {
            return;
        }
        if (!"root".equals(System.getProperty("user.name")) || !Files.exists(Path.of("/etc/debian_version"))) {
            throw new CommandException("this host has no ssh client", "install it: apt-get install " + PACKAGE);
        }
        progress.note("installing " + PACKAGE);
        run(List.of("apt-get", "update", "-qq"));
        run(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", PACKAGE));
    }

    private static void run(List<String> command) {
        String itself = "run it yourself: " + String.join(" ", command);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new CommandException(command.getFirst() + " failed with status " + status, itself);
            }
        } catch (IOException e) {
            throw new CommandException("cannot run " + command.getFirst() + ": " + e.getMessage(), itself);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while " + PACKAGE + " was being installed", "");
        }
    }
}
