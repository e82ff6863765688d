package dev.atoll.machine;

import dev.atoll.machine.host.HostProcess;
import dev.atoll.machine.host.Lifetime;
import dev.atoll.machine.host.LogTail;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.SocketDirectory;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.qemu.Qmp;
import dev.atoll.machine.serial.SerialLog;
import dev.atoll.machine.tpm.SoftwareTpm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * QEMU and its companions, started once.
 *
 * @param qemu QEMU itself
 * @param monitor the one connection to its monitor
 * @param serial its console
 * @param state what a later {@code down} needs
 */
record MachineProcesses(Process qemu, Qmp monitor, SerialLog serial, RunningMachine state) {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** Starts everything, or leaves nothing behind. */
    static MachineProcesses start(
            MachineConfig config,
            QemuInstallation installation,
            Accelerator accelerator,
            Path directory,
            Lifetime lifetime) {
        Path home = directory.toAbsolutePath().normalize();
        MachineFiles files = new MachineFiles(home, SocketDirectory.create(System.getenv()));
        List<Process> started = new ArrayList<>();
        boolean complete = false;
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(files.serialLog());
            Files.deleteIfExists(files.qemuLog());
            Credentials.write(config, files);
            config.variables().prepare(files.variables(), installation.firmware());
            MachineConfig chosen = choosePorts(config);
            if (chosen.tpm()) {
                SoftwareTpm tpm = new SoftwareTpm(installation.swtpm(), files.tpmState(), files.tpm());
                started.add(tpm.start(lifetime, files.tpmLog()));
            }
            Process qemu = lifetime.start(QemuCommand.of(chosen, installation, accelerator, files), files.qemuLog());
            started.add(qemu);
            Qmp monitor = monitorOf(qemu, files);
            RunningMachine state = new RunningMachine(
                    chosen.name(),
                    accelerator.name(),
                    identify(qemu, files),
                    started.stream()
                            .filter(process -> !process.equals(qemu))
                            .flatMap(process -> HostProcess.of(process.pid()).stream())
                            .toList(),
                    chosen.forwards(),
                    home,
                    files.sockets().path());
            state.save();
            complete = true;
            return new MachineProcesses(qemu, monitor, SerialLog.follow(files.serialLog()), state);
        } catch (IOException e) {
            throw new MachineException("machine-failed", "cannot prepare " + home + ": " + e.getMessage(), e);
        } finally {
            if (!complete) {
                abandon(started, files);
            }
        }
    }

    /** What QEMU itself has said, for messages. */
    String words() {
        return LogTail.of(state.directory().resolve("qemu.log"));
    }

    /** Stops everything; as {@link RunningMachine#stop}. */
    boolean stop(Duration grace) {
        boolean graceful = !state.alive();
        if (!graceful && grace.isPositive() && !monitor.hasEnded()) {
            monitor.powerDown();
            graceful = state.qemu().awaitEnd(grace);
        }
        monitor.close(); // QEMU talks to one client at a time
        state.stop(Duration.ZERO);
        serial.close();
        return graceful;
    }

    /** Connects; QEMU may open its monitor and then find a fault in the rest of its command line. */
    private static Qmp monitorOf(Process qemu, MachineFiles files) {
        try {
            return Qmp.connect(files.monitor(), START_LIMIT, qemu::isAlive);
        } catch (MachineException e) {
            throw new MachineException("machine-failed", "QEMU did not start: " + LogTail.of(files.qemuLog()), e);
        }
    }

    private static HostProcess identify(Process qemu, MachineFiles files) {
        return HostProcess.of(qemu.pid())
                .orElseThrow(() ->
                        new MachineException("machine-failed", "QEMU ended at once: " + LogTail.of(files.qemuLog())));
    }

    private static void abandon(List<Process> started, MachineFiles files) {
        started.reversed().forEach(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        files.sockets().delete();
    }

    /** Puts a free port in place of each 0; QEMU takes them moments later. */
    private static MachineConfig choosePorts(MachineConfig config) throws IOException {
        MachineConfig chosen = config;
        for (Map.Entry<PortForward, Integer> choice :
                freePorts(config.forwards()).entrySet()) {
            chosen = chosen.withForward(choice.getValue(), choice.getKey().guest());
        }
        return chosen;
    }

    private static Map<PortForward, Integer> freePorts(List<PortForward> forwards) throws IOException {
        Map<PortForward, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (PortForward forward : forwards) {
                if (forward.host() == 0) {
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                    held.add(socket);
                    ports.put(forward, socket.getLocalPort());
                }
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
