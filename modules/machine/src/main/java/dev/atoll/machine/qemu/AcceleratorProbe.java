package dev.atoll.machine.qemu;

import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.host.HostProcess;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the accelerator: KVM if a real guest works under it, else emulation.
 *
 * <p>{@code ATOLL_ACCEL=kvm} or {@code tcg} overrides. A finding holds until the host boots again or QEMU changes. Not
 * safe for use by several threads.
 */
public final class AcceleratorProbe {
    private final QemuInstallation installation;
    private final AcceleratorMemory memory;
    private final String override;
    private final Path device;

    /**
     * A probe that remembers in the user's cache directory ({@code XDG_CACHE_HOME}, else {@code ~/.cache}).
     *
     * @param environment the process environment
     */
    public AcceleratorProbe(QemuInstallation installation, Map<String, String> environment) {
        this(installation, environment, cacheFile(environment), Path.of("/dev/kvm"));
    }

    AcceleratorProbe(QemuInstallation installation, Map<String, String> environment, Path file, Path device) {
        this.installation = installation;
        this.memory = new AcceleratorMemory(
                file, HostProcess.currentBoot(), installation.version().toString());
        this.override = environment.getOrDefault("ATOLL_ACCEL", "");
        this.device = device;
    }

    /**
     * Chooses by a guest of our own that enters long mode.
     *
     * @throws MachineException if {@code ATOLL_ACCEL} holds neither {@code kvm} nor {@code tcg}
     */
    public Accelerator choose() {
        return choose(new byte[0]);
    }

    /**
     * Chooses by our own guest and by a real kernel.
     *
     * @param kernel a bzImage, best the {@code .linux} section of the UKI that is to be started; empty for none
     */
    public Accelerator choose(byte[] kernel) {
        return switch (override) {
            case "" -> probe(kernel);
            case "tcg" -> new Accelerator.Tcg("ATOLL_ACCEL=tcg");
            case "kvm" -> new Accelerator.Kvm("ATOLL_ACCEL=kvm", true, memory);
            default ->
                throw new MachineException(
                        "accelerator-unknown", "ATOLL_ACCEL=" + override + ": must be kvm or tcg, or not set");
        };
    }

    /** The guests to try are x86 programs; other machines are emulated unless the user says otherwise. */
    private Accelerator probe(byte[] kernel) {
        GuestArchitecture guest = installation.architecture();
        if (guest != GuestArchitecture.X86_64 || !guest.isHosts()) {
            return new Accelerator.Tcg(guest + " machines are emulated on this host");
        }
        if (!Files.exists(device)) {
            return new Accelerator.Tcg("this host has no " + device);
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return new Accelerator.Tcg("this user may not use " + device + " (join its group, often kvm)");
        }
        Optional<AcceleratorMemory.Finding> known =
                memory.recall().filter(finding -> !finding.usable() || finding.kernel() || kernel.length == 0);
        AcceleratorMemory.Finding finding = known.orElseGet(() -> {
            AcceleratorMemory.Finding fresh = tryGuests(kernel);
            memory.remember(fresh);
            return fresh;
        });
        return finding.usable()
                ? new Accelerator.Kvm(finding.reason(), false, memory)
                : new Accelerator.Tcg(finding.reason());
    }

    private AcceleratorMemory.Finding tryGuests(byte[] kernel) {
        ProbeRun run = new ProbeRun(installation.qemu(), List.of("-accel", "kvm", "-cpu", "host"));
        boolean real = kernel.length > 0;
        try {
            Optional<String> failure = run.longMode();
            if (failure.isEmpty() && real) {
                failure = run.kernel(kernel);
            }
            return failure.map(why -> new AcceleratorMemory.Finding(false, real, "KVM is there but unusable: " + why))
                    .orElseGet(() -> new AcceleratorMemory.Finding(
                            true, real, real ? "a Linux kernel ran under KVM" : "a guest in long mode ran under KVM"));
        } catch (IOException e) {
            throw new MachineException("probe-failed", "cannot try KVM: " + e.getMessage(), e);
        }
    }

    private static Path cacheFile(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path directory = cache.startsWith("/")
                ? Path.of(cache)
                : Path.of(environment.getOrDefault("HOME", "/")).resolve(".cache");
        return directory.resolve("atoll").resolve("accelerator.json");
    }
}
