package dev.atoll.machine.ssh;

import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A key pair for one machine.
 *
 * @param privateKey the file ssh takes
 * @param publicKey the line for {@code authorized_keys}
 */
public record SshKey(Path privateKey, String publicKey) {

    /**
     * The pair in a directory, made by {@code ssh-keygen} (Ed25519, no passphrase) if it is not there yet.
     *
     * @throws MachineException if there is no {@code ssh-keygen} or the disk refuses
     */
    public static SshKey in(Path directory) {
        Path file = directory.resolve("ssh_key");
        Path publicFile = directory.resolve("ssh_key.pub");
        try {
            if (!Files.exists(publicFile)) {
                Files.createDirectories(directory);
                Files.deleteIfExists(file);
                Process process = new ProcessBuilder(
                                "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "atoll", "-f", file.toString())
                        .redirectErrorStream(true)
                        .start();
                process.getOutputStream().close();
                String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
                if (process.onExit().join().exitValue() != 0) {
                    throw new MachineException("program-failed", "ssh-keygen failed: " + said.strip());
                }
            }
            return new SshKey(
                    file, Files.readString(publicFile, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new MachineException(
                    "program-failed",
                    "cannot make an ssh key (" + e.getMessage() + "); type: apt-get install openssh-client",
                    e);
        }
    }
}
