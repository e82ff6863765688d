package dev.atoll.cli.machine;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.progress.Progress;
import dev.atoll.machine.qemu.QemuInstallation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds QEMU, its firmware and swtpm; as root on a Debian system it installs what is missing. */
final class QemuSetup {
    private static final List<String> PACKAGES = List.of("qemu-system-x86", "ovmf", "swtpm", "openssh-client");

    private QemuSetup() {}

    static QemuInstallation find(Progress progress) {
        if (!QemuInstallation.missing().isEmpty() && mayInstall()) {
            progress.note("installing " + String.join(", ", PACKAGES));
            run(List.of("apt-get", "update", "-qq"));
            List<String> install =
                    new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
            install.addAll(PACKAGES);
            run(install);
        }
        return QemuInstallation.find();
    }

    private static boolean mayInstall() {
        return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/etc/debian_version"));
    }

    private static void run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            int status = builder.start().waitFor();
            if (status != 0) {
                throw new CommandException(
                        String.join(" ", command) + " failed with status " + status,
                        "run it yourself: " + QemuInstallation.INSTALL_LINE);
            }
        } catch (IOException e) {
            throw new CommandException(
                    "cannot run " + command.getFirst() + ": " + e.getMessage(), QemuInstallation.INSTALL_LINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while packages were being installed", "");
        }
    }
}
