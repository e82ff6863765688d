package dev.atoll.machine.qemu;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * QEMU, its firmware and a TPM emulator, as found on the host.
 *
 * @param qemu {@code qemu-system-x86_64}
 * @param version its version
 * @param firmware OVMF with Secure Boot
 * @param swtpm {@code swtpm}
 */
public record QemuInstallation(Path qemu, QemuVersion version, Firmware firmware, Path swtpm) {
    /** The line that installs everything on Debian and its kin. */
    public static final String INSTALL_LINE = "apt-get install qemu-system-x86 ovmf swtpm";

    private static final String QEMU = "qemu-system-x86_64";
    private static final int MOST_PROCESSORS = 4;

    /** Looks along {@code PATH} and in {@code /usr/share}. */
    public static QemuInstallation find() {
        return find(QemuSearch.of(System.getenv()));
    }

    /**
     * Looks where it is told to.
     *
     * @throws MachineException naming all that is missing and the line to type
     */
    public static QemuInstallation find(QemuSearch search) {
        List<String> missing = missing(search);
        if (!missing.isEmpty()) {
            throw new MachineException(
                    "machine-tools-missing",
                    "machines need " + String.join(", ", missing) + ": not found; type: " + INSTALL_LINE);
        }
        Path qemu = search.program(QEMU).orElseThrow();
        return new QemuInstallation(
                qemu,
                versionOf(qemu),
                search.firmware().orElseThrow(),
                search.program("swtpm").orElseThrow());
    }

    /** What {@link #find()} would miss, in words; empty if all is there. */
    public static List<String> missing() {
        return missing(QemuSearch.of(System.getenv()));
    }

    /** What {@link #find(QemuSearch)} would miss, in words; empty if all is there. */
    public static List<String> missing(QemuSearch search) {
        List<String> missing = new ArrayList<>();
        if (search.program(QEMU).isEmpty()) {
            missing.add(QEMU);
        }
        if (search.firmware().isEmpty()) {
            missing.add("OVMF with Secure Boot (OVMF_CODE_4M.secboot.fd and OVMF_VARS_4M.fd)");
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
