package dev.atoll.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.SocketDirectory;
import dev.atoll.machine.qemu.Accelerator;
import dev.atoll.machine.qemu.AcceleratorMemory;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.qemu.QemuVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QemuCommandTest {
    private static final QemuInstallation INSTALLATION = new QemuInstallation(
            GuestArchitecture.X86_64,
            Path.of("/bin/qemu"),
            new QemuVersion(7, 2, 22),
            new Firmware(Path.of("/fw/CODE.fd"), Path.of("/fw/VARS.fd")),
            Path.of("/bin/swtpm"));
    private static final MachineFiles FILES =
            new MachineFiles(Path.of("/vm,1"), new SocketDirectory(Path.of("/run/atoll-x")));
    private static final Accelerator TCG = new Accelerator.Tcg("test");

    private final MachineConfig config = MachineConfig.of("node1", Path.of("/vm,1/disk.raw"))
            .withUuid(UUID.fromString("6f2a1c1e-5a3b-4c61-9d58-0a1b2c3d4e5f"));

    @Test
    void theBoardHasSecureFirmwareAndTheMachinesUuid() {
        assertThat(command(config, TCG))
                .startsWith("/bin/qemu", "-name", "node1", "-nodefaults")
                .containsSequence("-machine", "q35,smm=on", "-accel", "tcg,thread=multi", "-cpu", "max")
                .containsSequence("-smp", "1", "-m", "2048", "-uuid", "6f2a1c1e-5a3b-4c61-9d58-0a1b2c3d4e5f")
                .containsSequence("-global", "driver=cfi.pflash01,property=secure,value=on")
                .contains("if=pflash,format=raw,unit=0,readonly=on,file=/fw/CODE.fd")
                .contains("if=pflash,format=raw,unit=1,file=/vm,,1/firmware-variables.fd");
    }

    @Test
    void anArmMachineHasItsOwnBoardAndDevices() {
        QemuInstallation arm = new QemuInstallation(
                GuestArchitecture.AARCH64,
                Path.of("/bin/qemu"),
                new QemuVersion(10, 0, 0),
                INSTALLATION.firmware(),
                INSTALLATION.swtpm());
        assertThat(QemuCommand.of(config.withProcessors(2), arm, TCG, FILES))
                .containsSequence("-machine", "virt", "-accel", "tcg,thread=multi", "-cpu", "max,pauth-impdef=on")
                .containsSequence("-smp", "2")
                .contains("tpm-tis-device,tpmdev=tpm0", "virtio-blk-pci,drive=disk0,bootindex=1")
                .doesNotContain("-global");
    }

    @Test
    void kvmUsesTheHostsProcessor() {
        Accelerator kvm = new Accelerator.Kvm("test", false, new AcceleratorMemory(Path.of("/x"), "b", "q"));
        assertThat(command(config.withProcessors(3), kvm))
                .containsSequence("-accel", "kvm", "-cpu", "host", "-smp", "3");
    }

    @Test
    void commasInPathsAreDoubled() {
        assertThat(command(config, TCG))
                .contains("if=none,id=disk0,format=raw,cache=unsafe,discard=unmap,detect-zeroes=unmap,"
                        + "file=/vm,,1/disk.raw")
                .contains("virtio-blk-pci,drive=disk0,bootindex=1");
    }

    @Test
    void furtherDisksHaveTheNamesOfTheirFilesAsSerialNumbers() {
        MachineConfig three =
                config.withDisks(List.of(Path.of("/vm/disk.raw"), Path.of("/vm/data.raw"), Path.of("/vm/logs-1.img")));
        assertThat(command(three, TCG))
                .contains(
                        "virtio-blk-pci,drive=disk0,bootindex=1",
                        "virtio-blk-pci,drive=disk1,bootindex=2,serial=data",
                        "virtio-blk-pci,drive=disk2,bootindex=3,serial=logs-1");
    }

    @Test
    void twoDisksOfOneSerialNumberAreRefused() {
        List<Path> same = List.of(Path.of("/vm/disk.raw"), Path.of("/a/data.raw"), Path.of("/b/data.raw"));
        assertThatThrownBy(() -> config.withDisks(same)).hasMessageContaining("data");
        List<Path> odd = List.of(Path.of("/vm/disk.raw"), Path.of("/a/my data.raw"));
        assertThatThrownBy(() -> config.withDisks(odd)).hasMessageContaining("my data");
    }

    @Test
    void portsLeadInAndTheNetworkMayBeClosed() {
        MachineConfig closed =
                config.withForward(2222, 22).withForward(8080, 80).withRestrictedNetwork(true);
        assertThat(command(closed, TCG))
                .containsSequence(
                        "-netdev",
                        "user,id=net0,restrict=on,hostfwd=tcp:127.0.0.1:2222-:22,hostfwd=tcp:127.0.0.1:8080-:80");
        assertThat(command(config, TCG)).contains("user,id=net0,restrict=off,hostfwd=tcp:127.0.0.1:0-:22");
    }

    @Test
    void theTpmMayBeLeftOut() {
        assertThat(command(config, TCG)).contains("socket,id=tpmsocket,path=/run/atoll-x/tpm", "tpm-tis,tpmdev=tpm0");
        assertThat(command(config.withTpm(false), TCG)).noneMatch(word -> word.contains("tpm"));
    }

    @Test
    void consoleAndMonitorAreSocketsAndTheConsoleIsLogged() {
        assertThat(command(config, TCG))
                .containsSequence("-display", "none")
                .contains("socket,id=console,server=on,wait=off,path=/run/atoll-x/console,logappend=on,"
                        + "logfile=/vm,,1/serial.log")
                .containsSequence("-serial", "chardev:console")
                .containsSequence("-mon", "chardev=monitor,mode=control")
                .contains("virtio-rng-pci", "i6300esb");
    }

    @Test
    void credentialsGoInAsFilesSoThatNoSecretIsInTheCommandLine() {
        MachineConfig secret = config.withSshKeys(List.of("ssh-ed25519 AAAA a")).withCredential("app.token", "hunter2");
        assertThat(command(secret, TCG))
                .containsSequence("-smbios", "type=11,path=/vm,,1/credentials/app.token")
                .containsSequence("-smbios", "type=11,path=/vm,,1/credentials/ssh.authorized_keys.root")
                .noneMatch(word -> word.contains("hunter2") || word.contains("aHVudGVyMg"));
    }

    @Test
    void credentialsAreBase64OfTheirBytes() {
        MachineConfig keys = config.withSshKeys(List.of("ssh-ed25519 AAAA a", "ssh-rsa BBBB b"));
        assertThat(Credentials.strings(keys.allCredentials()))
                .containsExactly(Map.entry(
                        "ssh.authorized_keys.root",
                        "io.systemd.credential.binary:ssh.authorized_keys.root="
                                + "c3NoLWVkMjU1MTkgQUFBQSBhCnNzaC1yc2EgQkJCQiBiCg=="));
    }

    @Test
    void credentialsThatDoNotFitAreRefused() {
        TreeMap<String, String> large = new TreeMap<>(Map.of("big", "x".repeat(60_000)));
        assertThatThrownBy(() -> Credentials.strings(large))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("credentials-too-large"));
    }

    @Test
    void namesThatWouldEscapeTheirDirectoryAreRefused() {
        assertThatThrownBy(() -> config.withCredential("../x", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MachineConfig.withoutDisk("a,b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.withForward(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        MachineConfig plain = MachineConfig.of("a", Path.of("d"));
        assertThat(plain.memoryMiB()).isEqualTo(2048);
        assertThat(plain.processors()).isZero();
        assertThat(plain.tpm()).isTrue();
        assertThat(plain.restrictNetwork()).isFalse();
        assertThat(plain.forwards()).containsExactly(new PortForward(0, 22));
        assertThat(plain.uuid()).isEqualTo(MachineConfig.of("a", Path.of("e")).uuid());
    }

    private static List<String> command(MachineConfig config, Accelerator accelerator) {
        return QemuCommand.of(config, INSTALLATION, accelerator, FILES);
    }
}
