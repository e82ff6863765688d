package dev.atoll.machine.ssh;

import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands in a machine as one user.
 *
 * @param user who to be in the guest
 * @param port the port of 127.0.0.1 that leads to the guest's port 22
 * @param key private key file, not readable by others
 * @param knownHosts the machine's own {@code known_hosts}; made when first used
 */
public record Ssh(String user, int port, Path key, Path knownHosts) {
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);
    private static final int CONNECT_SECONDS = 20;
    private static final int SSH_ITSELF_FAILED = 255;
    private static final int MAX_OUTPUT_BYTES = 64 << 20;

    /** Runs a shell command line with empty input; at most five minutes. */
    public SshResult run(String command) {
        return run(command, new byte[0], COMMAND_LIMIT);
    }

    /** Runs a shell command line with {@code input} on its standard input; at most five minutes. */
    public SshResult run(String command, byte[] input) {
        return run(command, input, COMMAND_LIMIT);
    }

    /**
     * Runs a shell command line.
     *
     * @throws MachineException {@code guest-command-slow} if it has not ended within {@code limit} (the client is ended
     *     then; the command in the guest may go on), {@code program-failed} if there is no ssh client
     */
    public SshResult run(String command, byte[] input, Duration limit) {
        Process process = start(command, ProcessBuilder.Redirect.PIPE);
        Thread.ofVirtual().start(() -> {
            try (var out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException e) {
                // the command ended without reading all of it: its exit code tells
            }
        });
        return finish(process, command, limit);
    }

    /**
     * Copies a local file into the guest: whole or not at all, through a temporary name beside the target.
     *
     * @throws MachineException {@code guest-command-failed} with the guest's words
     */
    public void put(Path local, String remote) {
        String part = quote(remote + ".part");
        String command = "cat > " + part + " && mv -f " + part + " " + quote(remote);
        Process process = start(command, ProcessBuilder.Redirect.from(local.toFile()));
        finish(process, command, Duration.ofMinutes(30)).orThrow("copying " + local + " to " + remote);
    }

    /**
     * Waits until the guest answers.
     *
     * @throws MachineException {@code guest-silent} if it does not within {@code limit}, with ssh's last words
     */
    public void await(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            SshResult result = attempt(deadline);
            if (result.ok()) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new MachineException(
                        "guest-silent",
                        "the machine does not answer on ssh port " + port + " within " + limit.toSeconds() + " s: "
                                + result.errorText());
            }
            Pause.of(Duration.ofMillis(500));
        }
    }

    /** A word for the guest's shell, whatever is in it. */
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private SshResult attempt(long deadline) {
        long left = Math.max(TimeUnit.SECONDS.toNanos(1), deadline - System.nanoTime());
        Duration limit = Duration.ofNanos(Math.min(left, TimeUnit.SECONDS.toNanos(90)));
        try {
            return run("true", new byte[0], limit);
        } catch (MachineException e) {
            if (!e.code().equals("guest-command-slow")) {
                throw e;
            }
            return new SshResult(SSH_ITSELF_FAILED, new byte[0], new byte[0]);
        }
    }

    List<String> command(String command) {
        List<String> words = new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-T", "-i", key.toString()));
        List<String> options = List.of(
                "BatchMode=yes",
                "IdentitiesOnly=yes",
                "IdentityAgent=none",
                "StrictHostKeyChecking=no",
                "UserKnownHostsFile=\"" + knownHosts.toAbsolutePath() + "\"",
                "GlobalKnownHostsFile=/dev/null",
                "PreferredAuthentications=publickey",
                "ConnectTimeout=" + CONNECT_SECONDS,
                "ServerAliveInterval=15",
                "ServerAliveCountMax=8",
                "LogLevel=ERROR");
        options.forEach(option -> words.addAll(List.of("-o", option)));
        words.addAll(List.of("-p", Integer.toString(port), user + "@127.0.0.1", "--", command));
        return words;
    }

    private Process start(String command, ProcessBuilder.Redirect input) {
        try {
            return new ProcessBuilder(command(command)).redirectInput(input).start();
        } catch (IOException e) {
            throw new MachineException(
                    "program-failed",
                    "cannot run ssh (" + e.getMessage() + "); type: apt-get install openssh-client",
                    e);
        }
    }

    private static SshResult finish(Process process, String command, Duration limit) {
        CompletableFuture<byte[]> out = readAll(process.getInputStream());
        CompletableFuture<byte[]> err = readAll(process.getErrorStream());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MachineException(
                        "guest-command-slow", "not done within " + limit.toSeconds() + " s in the machine: " + command);
            }
            return new SshResult(process.exitValue(), out.join(), err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException("interrupted", "interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Reads to the end and keeps the first 64 MiB. */
    private static CompletableFuture<byte[]> readAll(InputStream stream) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                byte[] kept = stream.readNBytes(MAX_OUTPUT_BYTES);
                stream.transferTo(OutputStream.nullOutputStream());
                result.complete(kept);
            } catch (IOException e) {
                result.complete(new byte[0]);
            }
        });
        return result;
    }
}
