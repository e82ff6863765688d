package dev.atoll.machine;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.QemuInstallation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** QEMU's command line for a machine, part by part. */
final class QemuCommand {
    private final List<String> words = new ArrayList<>();

    private QemuCommand() {}

    /** The whole line; {@code config}'s ports must be chosen and its files in place by the time it runs. */
    static List<String> of(
            MachineConfig config, QemuInstallation installation, Accelerator accelerator, MachineFiles files) {
        QemuCommand command = new QemuCommand();
        command.words.add(installation.qemu().toString());
        command.board(config, installation, accelerator);
        installation.architecture().globals().forEach(global -> command.add("-global", global));
        command.firmware(installation.firmware(), files);
        command.disks(config);
        command.network(config);
        command.devices();
        if (config.tpm()) {
            command.tpm(installation.architecture().tpm(), files);
        }
        command.credentials(config, files);
        command.consoles(files);
        return List.copyOf(command.words);
    }

    private void board(MachineConfig config, QemuInstallation installation, Accelerator accelerator) {
        int processors = installation.processors(
                accelerator, config.processors(), Runtime.getRuntime().availableProcessors());
        add("-name", escape(config.name()));
        add("-nodefaults", "-no-user-config");
        add("-machine", installation.architecture().board());
        words.addAll(accelerator.arguments(installation.architecture()));
        add("-smp", Integer.toString(processors));
        add("-m", Integer.toString(config.memoryMiB()));
        add("-uuid", config.uuid().toString());
    }

    private void firmware(Firmware firmware, MachineFiles files) {
        add("-drive", "if=pflash,format=raw,unit=0,readonly=on,file=" + escape(firmware.code()));
        add("-drive", "if=pflash,format=raw,unit=1,file=" + escape(files.variables()));
    }

    private void disks(MachineConfig config) {
        for (int i = 0; i < config.disks().size(); i++) {
            add(
                    "-drive",
                    "if=none,id=disk" + i + ",format=raw,cache=unsafe,discard=unmap,detect-zeroes=unmap,file="
                            + escape(config.disks().get(i).toAbsolutePath()));
            String serial = i == 0 ? "" : ",serial=" + escape(config.serial(i));
            add("-device", "virtio-blk-pci,drive=disk" + i + ",bootindex=" + (i + 1) + serial);
        }
    }

    private void network(MachineConfig config) {
        StringBuilder network = new StringBuilder("user,id=net0,restrict=");
        network.append(config.restrictNetwork() ? "on" : "off");
        for (PortForward forward : config.forwards()) {
            network.append(",hostfwd=tcp:127.0.0.1:")
                    .append(forward.host())
                    .append("-:")
                    .append(forward.guest());
        }
        add("-netdev", network.toString());
        add("-device", "virtio-net-pci,netdev=net0,romfile=");
    }

    private void devices() {
        add("-device", "virtio-rng-pci");
        add("-device", "i6300esb", "-action", "watchdog=reset");
    }

    private void tpm(String device, MachineFiles files) {
        add("-chardev", "socket,id=tpmsocket,path=" + escape(files.tpm()));
        add("-tpmdev", "emulator,id=tpm0,chardev=tpmsocket");
        add("-device", device + ",tpmdev=tpm0");
    }

    private void credentials(MachineConfig config, MachineFiles files) {
        for (String name : config.allCredentials().keySet()) {
            add("-smbios", "type=11,path=" + escape(files.credential(name)));
        }
    }

    private void consoles(MachineFiles files) {
        add("-display", "none");
        add(
                "-chardev",
                "socket,id=console,server=on,wait=off,path=" + escape(files.console()) + ",logappend=on,logfile="
                        + escape(files.serialLog()));
        add("-serial", "chardev:console");
        add("-chardev", "socket,id=monitor,server=on,wait=off,path=" + escape(files.monitor()));
        add("-mon", "chardev=monitor,mode=control");
    }

    private void add(String... more) {
        words.addAll(List.of(more));
    }

    private static String escape(Path path) {
        return escape(path.toString());
    }

    /** A value inside a list of options, where a comma is written twice. */
    static String escape(String value) {
        return value.replace(",", ",,");
    }
}
