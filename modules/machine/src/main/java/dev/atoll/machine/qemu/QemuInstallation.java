package dev.atoll.machine.qemu;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * QEMU, its firmware and a TPM emulator, as found on the host or in a tree of tools.
 *
 * @param architecture of the guests
 * @param qemu {@code qemu-system-ARCHITECTURE}
 * @param version its version
 * @param firmware UEFI with Secure Boot
 * @param swtpm {@code swtpm}
 */
public record QemuInstallation(
        GuestArchitecture architecture, Path qemu, QemuVersion version, Firmware firmware, Path swtpm) {
    private static final int MOST_PROCESSORS = 4;

    /** Looks along {@code PATH} for what x86 machines need. */
    public static QemuInstallation find() {
        return find(QemuSearch.of(System.getenv()), GuestArchitecture.X86_64);
    }

    /**
     * Looks where it is told to.
     *
     * @throws MachineException naming all that is missing and the line to type
     */
    public static QemuInstallation find(QemuSearch search, GuestArchitecture architecture) {
        List<String> missing = missing(search, architecture);
        if (!missing.isEmpty()) {
            throw new MachineException(
                    "machine-tools-missing",
                    "machines need " + String.join(", ", missing) + ": not found; type: " + installLine(architecture));
        }
        Path qemu = search.program(architecture.qemu()).orElseThrow();
        return new QemuInstallation(
                architecture,
                qemu,
                versionOf(qemu),
                search.firmware(architecture).orElseThrow(),
                search.program("swtpm").orElseThrow());
    }

    /** What {@link #find(QemuSearch, GuestArchitecture)} would miss, in words; empty if all is there. */
    public static List<String> missing(QemuSearch search, GuestArchitecture architecture) {
        List<String> missing = new ArrayList<>();
        if (search.program(architecture.qemu()).isEmpty()) {
            missing.add(architecture.qemu());
        }
        if (search.firmware(architecture).isEmpty()) {
            missing.add(
                    switch (architecture) {
                        case X86_64 -> "OVMF with Secure Boot (OVMF_CODE_4M.secboot.fd and OVMF_VARS_4M.fd)";
                        case AARCH64 -> "AAVMF (AAVMF_CODE.secboot.fd and AAVMF_VARS.fd)";
                    });
        }
        if (search.program("swtpm").isEmpty()) {
            missing.add("swtpm");
        }
        return List.copyOf(missing);
    }

    /**
     * How many processors a machine gets.
     *
     * @param wanted 0 for as many as sensible: the host's, at most four
     * @return one under emulation by a QEMU before 8, whatever is wanted: its guests panic at random with more
     */
    public int processors(Accelerator accelerator, int wanted, int hostProcessors) {
        boolean emulated = accelerator instanceof Accelerator.Tcg;
        if (emulated && !version.emulatesSeveralProcessors()) {
            return 1;
        }
        return wanted > 0 ? wanted : Math.clamp(hostProcessors, 1, MOST_PROCESSORS);
    }

    /** The line that installs everything on Debian and its kin. */
    private static String installLine(GuestArchitecture architecture) {
        return "apt-get install "
                + switch (architecture) {
                    case X86_64 -> "qemu-system-x86 ovmf swtpm";
                    case AARCH64 -> "qemu-system-arm qemu-efi-aarch64 swtpm";
                };
    }

    private static QemuVersion versionOf(Path qemu) {
        try {
            Process process = new ProcessBuilder(qemu.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
            Optional<QemuVersion> version = QemuVersion.parse(output);
            return version.orElseThrow(() -> new MachineException(
                    "qemu-unknown", qemu + " --version does not answer as QEMU does: " + output.strip()));
        } catch (IOException e) {
            throw new MachineException("program-failed", "cannot run " + qemu + ": " + e.getMessage(), e);
        }
    }
}
