package dev.atoll.machine;

import dev.atoll.machine.host.SocketDirectory;
import java.nio.file.Path;

/**
 * What a machine keeps where.
 *
 * @param directory its files; stay when it stops
 * @param sockets its sockets; go when it stops
 */
record MachineFiles(Path directory, SocketDirectory sockets) {
    Path serialLog() {
        return directory.resolve("serial.log");
    }

    Path qemuLog() {
        return directory.resolve("qemu.log");
    }

    Path tpmLog() {
        return directory.resolve("swtpm.log");
    }

    Path tpmState() {
        return directory.resolve("tpm");
    }

    Path variables() {
        return directory.resolve("firmware-variables.fd");
    }

    /** The text of one SMBIOS type 11 string; a file, so that no secret shows in the list of processes. */
    Path credential(String name) {
        return directory.resolve("credentials").resolve(name);
    }

    Path monitor() {
        return sockets.socket("qmp");
    }

    Path console() {
        return sockets.socket("console");
    }

    Path tpm() {
        return sockets.socket("tpm");
    }
}
