package dev.atoll.machine;

import dev.atoll.machine.host.Lifetime;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.AcceleratorMemory;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.qemu.Qmp;
import dev.atoll.machine.serial.SerialLog;
import dev.atoll.machine.ssh.Ssh;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running virtual machine.
 *
 * <p>Safe for use by several threads. Closing stops it without asking the guest; {@link #powerOff} asks first. Should
 * the JVM end before, a shutdown hook stops it, unless {@link #detach} was called.
 */
public final class Machine implements AutoCloseable {
    /** A kernel under a KVM that works speaks within a few seconds. */
    private static final Duration KERNEL_LIMIT = Duration.ofSeconds(30);

    private final MachineConfig config;
    private final Accelerator accelerator;
    private final MachineProcesses processes;
    private final Thread hook;
    private boolean released;

    private Machine(MachineConfig config, Accelerator accelerator, MachineProcesses processes) {
        this.config = config;
        this.accelerator = accelerator;
        this.processes = processes;
        this.hook = new Thread(() -> processes.stop(Duration.ZERO), "stop-machine-" + config.name());
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a machine that ends with this JVM and says nothing. */
    public static Machine start(
            MachineConfig config, QemuInstallation installation, Accelerator accelerator, Path directory) {
        return start(config, installation, accelerator, directory, notice -> {});
    }

    /**
     * Starts a machine that ends with this JVM, however that ends.
     *
     * <p>Under KVM this returns once the guest's kernel has spoken, or its boot has failed for a reason of its own. If
     * KVM lets the guest die before, that is remembered and the machine is started again under emulation.
     *
     * @param directory where it keeps its files; made if missing. Variables and TPM state in it are used again
     * @param notice hears, in one sentence, of a fall-back to emulation
     * @throws MachineException if QEMU or swtpm do not start, or a machine already runs in {@code directory}
     */
    public static Machine start(
            MachineConfig config,
            QemuInstallation installation,
            Accelerator accelerator,
            Path directory,
            Consumer<String> notice) {
        return start(config, installation, accelerator, directory, notice, Lifetime.WITH_JVM);
    }

    /** As {@link #start}, for a machine that goes on once {@link #detach} is called. */
    public static Machine startDetached(
            MachineConfig config,
            QemuInstallation installation,
            Accelerator accelerator,
            Path directory,
            Consumer<String> notice) {
        return start(config, installation, accelerator, directory, notice, Lifetime.DETACHED);
    }

    private static Machine start(
            MachineConfig config,
            QemuInstallation installation,
            Accelerator accelerator,
            Path directory,
            Consumer<String> notice,
            Lifetime lifetime) {
        RunningMachine.load(directory).ifPresent(last -> {
            if (last.alive()) {
                throw new MachineException(
                        "machine-running",
                        "machine " + last.name() + " already runs in " + directory + " (process "
                                + last.qemu().pid() + "); stop it first");
            }
            last.stop(Duration.ZERO);
        });
        Optional<String> failure;
        try {
            Machine machine = new Machine(
                    config,
                    accelerator,
                    MachineProcesses.start(config, installation, accelerator, directory, lifetime));
            failure = machine.diesUnderKvm();
            if (failure.isEmpty()) {
                return machine;
            }
            machine.close();
        } catch (MachineException e) {
            if (!(accelerator instanceof Accelerator.Kvm) || !e.code().equals("machine-failed")) {
                throw e;
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        Accelerator slower = fallBack((Accelerator.Kvm) accelerator, failure.orElse(""));
        notice.accept(slower.reason());
        return new Machine(config, slower, MachineProcesses.start(config, installation, slower, directory, lifetime));
    }

    private Optional<String> diesUnderKvm() {
        try {
            return accelerator instanceof Accelerator.Kvm
                    ? new KvmWatch(KERNEL_LIMIT).watch(processes)
                    : Optional.empty();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Accelerator.Tcg fallBack(Accelerator.Kvm kvm, String failure) {
        if (kvm.forced()) {
            throw new MachineException(
                    "kvm-failed",
                    "KVM cannot run this machine (" + failure + "), and ATOLL_ACCEL=kvm forbids emulation");
        }
        String reason = "KVM let the machine die, so it is emulated: " + failure;
        kvm.memory().remember(new AcceleratorMemory.Finding(false, true, reason));
        return new Accelerator.Tcg(reason);
    }

    /** What it was asked to be. */
    public MachineConfig config() {
        return config;
    }

    /** What executes it in the end. */
    public Accelerator accelerator() {
        return accelerator;
    }

    /** Its console. */
    public SerialLog serial() {
        return processes.serial();
    }

    /** Its monitor. */
    public Qmp monitor() {
        return processes.monitor();
    }

    /** Its processes, ports and paths, as they stand in its state file. */
    public RunningMachine state() {
        return processes.state();
    }

    /** A way in as root; see {@link RunningMachine#ssh}. */
    public Ssh ssh(Path key) {
        return state().ssh(key);
    }

    /** Waits until the guest has powered off and QEMU is gone; false if it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        return state().qemu().awaitEnd(limit);
    }

    /**
     * Presses the power button, waits, then stops it for good.
     *
     * @return whether the guest went down by itself within {@code grace}
     */
    public boolean powerOff(Duration grace) {
        return release() && processes.stop(grace);
    }

    /**
     * Lets it go on without this JVM; for a machine from {@link #startDetached}. This object is closed, the machine is
     * not.
     */
    public RunningMachine detach() {
        if (release()) {
            processes.monitor().close();
            processes.serial().close();
        }
        return state();
    }

    /** Stops it at once, as pulling the plug does, and removes its sockets and state file. */
    @Override
    public void close() {
        if (release()) {
            processes.stop(Duration.ZERO);
        }
    }

    private synchronized boolean release() {
        if (released) {
            return false;
        }
        released = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false; // the JVM is ending and the hook does it
        }
    }
}
