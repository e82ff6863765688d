package dev.atoll.machine;

import dev.atoll.machine.host.AtomicFile;
import dev.atoll.machine.host.HostProcess;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.SocketDirectory;
import dev.atoll.machine.qemu.Qmp;
import dev.atoll.machine.ssh.Ssh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A machine that was started, as its state file {@code machine.json} tells it; enough to find it again and to stop
 * exactly it.
 *
 * @param name its name
 * @param accelerator {@code kvm} or {@code tcg}
 * @param qemu QEMU's process
 * @param helpers processes that belong to it, such as {@code swtpm}
 * @param forwards its ports on 127.0.0.1
 * @param directory its directory
 * @param sockets the directory of its sockets
 */
public record RunningMachine(
        String name,
        String accelerator,
        HostProcess qemu,
        List<HostProcess> helpers,
        List<PortForward> forwards,
        Path directory,
        Path sockets) {
    private static final String FILE = "machine.json";
    private static final Duration MONITOR_LIMIT = Duration.ofSeconds(3);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(10);

    public RunningMachine {
        helpers = List.copyOf(helpers);
        forwards = List.copyOf(forwards);
    }

    /**
     * Reads the state in a machine's directory.
     *
     * @return empty if no machine was started there, or it was stopped in good order
     * @throws MachineException {@code state-damaged} if the file is there and unreadable
     */
    public static Optional<RunningMachine> load(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            RunningMachine machine = JsonMapper.shared().readValue(Files.readAllBytes(file), RunningMachine.class);
            if (machine == null || machine.qemu == null || machine.name == null || machine.sockets == null) {
                throw new MachineException("state-damaged", damaged(file, "fields are missing"));
            }
            return Optional.of(machine);
        } catch (IOException | JacksonException | NullPointerException | IllegalArgumentException e) {
            throw new MachineException("state-damaged", damaged(file, String.valueOf(e.getMessage())), e);
        }
    }

    /** Whether the machine runs; if not, the state is stale: the host or QEMU went down on its own. */
    public boolean alive() {
        return qemu.alive();
    }

    /** The host's port that leads to a port of the guest. */
    public Optional<Integer> port(int guest) {
        return forwards.stream()
                .filter(forward -> forward.guest() == guest)
                .map(PortForward::host)
                .findFirst();
    }

    /**
     * A way in as root.
     *
     * @param key private key whose public half the machine was given
     * @throws MachineException if the machine was started without a forward to port 22
     */
    public Ssh ssh(Path key) {
        int port = port(PortForward.SSH)
                .orElseThrow(() -> new MachineException(
                        "no-ssh-port", "machine " + name + " was started without a port forward to its port 22"));
        return new Ssh("root", port, key, directory.resolve("known_hosts"));
    }

    /** The console as it was written so far and goes on; exists also when the machine has stopped. */
    public Path serialLog() {
        return files().serialLog();
    }

    /** The unix socket that joins the guest's console. */
    public Path console() {
        return files().console();
    }

    /** Connects to the monitor. */
    public Qmp monitor() {
        return Qmp.connect(files().monitor(), QUIT_LIMIT);
    }

    /**
     * Stops the machine and removes its sockets and state file: the power button and {@code grace} for the guest to
     * obey, then QEMU's {@code quit}, then by force. Its disk, log and TPM state stay. Stale state is removed as well.
     *
     * @return whether the guest went down by itself
     */
    public boolean stop(Duration grace) {
        boolean graceful = !alive();
        if (!graceful && grace.isPositive()) {
            graceful = ask(Qmp::powerDown) && qemu.awaitEnd(grace);
        }
        if (alive() && ask(Qmp::quit)) {
            qemu.awaitEnd(QUIT_LIMIT);
        }
        qemu.end(Duration.ofSeconds(2));
        helpers.forEach(helper -> helper.awaitEnd(Duration.ofSeconds(2)));
        helpers.forEach(helper -> helper.end(Duration.ofSeconds(2)));
        forget();
        return graceful;
    }

    void save() {
        byte[] json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        AtomicFile.write(directory.resolve(FILE), json);
    }

    private void forget() {
        new SocketDirectory(sockets).delete();
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            throw new MachineException("write-failed", "cannot remove " + directory.resolve(FILE), e);
        }
    }

    private interface Order {
        void to(Qmp monitor);
    }

    private boolean ask(Order order) {
        try (Qmp monitor = Qmp.connect(files().monitor(), MONITOR_LIMIT, () -> Files.exists(files().monitor()))) {
            order.to(monitor);
            return true;
        } catch (MachineException e) {
            return false; // a harder way follows
        }
    }

    private MachineFiles files() {
        return new MachineFiles(directory, new SocketDirectory(sockets));
    }

    private static String damaged(Path file, String why) {
        return file + " is damaged (" + why + "); end the machine by hand if it runs, then remove the file";
    }
}
