package dev.atoll.systemtests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.ErofsReader;
import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptReader;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.machine.Machine;
import dev.atoll.machine.MachineConfig;
import dev.atoll.machine.MachineDisk;
import dev.atoll.machine.RunningMachine;
import dev.atoll.machine.firmware.FirmwareVariables;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.serial.BootEvent;
import dev.atoll.machine.serial.BootPhase;
import dev.atoll.machine.ssh.Ssh;
import dev.atoll.machine.ssh.SshKey;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.OciArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One image, four machines: the one that {@code ./atoll up} starts, a second one to compare it with, one with a damaged
 * root and one with a changed kernel image. Boots are dear, so each serves many assertions.
 */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BootJourneyTest {
    private static final Duration LIMIT = Duration.ofMinutes(12);
    private static final int MIB = 1 << 20;

    private UpAndDown up;
    private SshKey key;
    private Ssh guest;
    private String upOutput;
    private String machineId;
    private String hostKey;

    @BeforeAll
    void bringUp() throws IOException {
        up = UpAndDown.create();
        upOutput = up.atoll("up", "--store", Checkout.store());
        key = SshKey.in(up.state());
        guest = RunningMachine.load(up.state().resolve("run")).orElseThrow().ssh(key.privateKey());
        machineId = in("cat /etc/machine-id");
        hostKey = in("cat /var/lib/atoll/ssh/ssh_host_ed25519_key.pub");
    }

    @AfterAll
    void takeDown() throws IOException {
        if (up != null) {
            up.close();
        }
    }

    @Test
    @Order(1)
    void upShowsAHealthyMachineAndHowToLogIn() {
        assertThat(upOutput)
                .contains("the system is running")
                .contains("Secure Boot: enabled")
                .contains("log in:      ssh -i ");
    }

    @Test
    @Order(2)
    void theSystemRunsWithoutAFailedUnit() {
        assertThat(in("systemctl is-system-running")).isEqualTo("running");
        assertThat(in("systemctl --failed --no-legend --plain")).isEmpty();
        assertThat(in("journalctl -b --no-pager -p err -q _COMM=systemd-tmpfiles"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void theFirmwareAndTheKernelEnforceSecureBoot() {
        assertThat(in("dmesg")).contains("secureboot: Secure boot enabled").contains("Kernel is locked down");
        assertThat(in("od -An -tu1 -j4 /sys/firmware/efi/efivars/SecureBoot-*").strip())
                .isEqualTo("1");
        assertThat(in("od -An -tu1 -j4 /sys/firmware/efi/efivars/SetupMode-*").strip())
                .isEqualTo("0");
    }

    @Test
    @Order(4)
    void theRootIsErofsOnVerityAndReadOnly() {
        assertThat(in("findmnt -no SOURCE,FSTYPE /")).matches("/dev/mapper/root +erofs");
        assertThat(in("findmnt -no OPTIONS /").split(",")).contains("ro");
        assertThat(in("dmsetup table root")).contains(" verity ").contains("panic_on_corruption");
        assertThat(guest.run("touch /usr/probe").errorText()).contains("Read-only file system");
        assertThat(in("cat /proc/cmdline"))
                .contains("roothash=" + in("dmsetup table root").split(" ")[11]);
    }

    @Test
    @Order(5)
    void theFirstBootMakesTheSecondSlotAndTheState() {
        assertThat(in("lsblk -nro PARTLABEL /dev/vda").lines().filter(line -> !line.isBlank()))
                .containsExactly("esp", "atoll_4.0.0", "atoll_4.0.0_verity", "_empty", "_empty", "state");
        assertThat(in("lsblk -bnro SIZE,PARTLABEL /dev/vda"))
                .contains((4096L * MIB) + " _empty")
                .contains((64L * MIB) + " _empty")
                .contains((4096L * MIB) + " atoll_4.0.0\n")
                .contains((64L * MIB) + " atoll_4.0.0_verity");
        assertThat(in("findmnt -no FSTYPE,OPTIONS /var"))
                .contains("ext4")
                .contains("nodev")
                .contains("nosuid");
    }

    @Test
    @Order(6)
    void etcIsTheImagesWithTheMachinesIdentityOnTop() {
        assertThat(in("findmnt -no FSTYPE /etc")).isEqualTo("overlay");
        assertThat(machineId).matches("[0-9a-f]{32}").isEqualTo(in("cat /var/lib/atoll/machine-id"));
        assertThat(in("stat -c %a:%u:%g /etc/shadow")).isEqualTo("640:0:42");
        assertThat(in("cut -d: -f2 /etc/shadow").lines()).allMatch(field -> field.matches("[!*]+"));
        assertThat(in("cat /etc/os-release")).contains("IMAGE_ID=atoll\n").contains("IMAGE_VERSION=4.0.0");
    }

    @Test
    @Order(7)
    void theNetworkIsUpAndOnlyKeysOpenTheDoor() {
        assertThat(in("networkctl is-online && echo online || networkctl status --no-pager"))
                .contains("online");
        assertThat(in("sshd -T")).contains("passwordauthentication no").contains("kbdinteractiveauthentication no");
        assertThat(in("nft list ruleset")).contains("policy drop").contains("tcp dport 22 accept");
    }

    @Test
    @Order(8)
    void aGoodBootIsBlessed() {
        assertThat(in("systemctl is-active systemd-bless-boot.service boot-complete.target"))
                .isEqualTo("active\nactive");
        assertThat(in("ls /boot/EFI/Linux")).isEqualTo("atoll_4.0.0.efi");
    }

    @Test
    @Order(9)
    void whatTheImageShallNotHaveIsNotThere() {
        assertThat(
                        in(
                                "for tool in apt dpkg perl python3 gpg; do command -v $tool; done; ls /usr/share/man 2>/dev/null; true"))
                .isEmpty();
    }

    @Test
    @Order(10)
    void aContainerFromALocalArchiveRuns() throws IOException {
        Path archive = up.home().resolve("hello.tar");
        Files.write(archive, OciArchive.saying("hello from a container", "localhost/hello:1"));
        guest.put(archive, "/var/tmp/hello.tar");
        assertThat(in("podman load -q -i /var/tmp/hello.tar")).contains("localhost/hello:1");
        assertThat(in("podman run --rm localhost/hello:1")).isEqualTo("hello from a container");
        assertThat(in("podman run --rm --network=none localhost/hello:1")).isEqualTo("hello from a container");
        assertThat(in("podman info --format '{{.Host.OCIRuntime.Name}} {{.Host.NetworkBackend}}'"))
                .isEqualTo("crun netavark");
    }

    @Test
    @Order(11)
    void aSecondMachineOfTheSameImageIsAnother() throws IOException {
        Path disk = MachineDisk.create(up.image(), up.home().resolve("second.raw"));
        try (Machine second = start("second", disk)) {
            second.serial().awaitReady(LIMIT);
            Ssh other = second.ssh(key.privateKey());
            other.await(LIMIT);
            assertThat(other.run("cat /etc/machine-id").text().strip())
                    .matches("[0-9a-f]{32}")
                    .isNotEqualTo(machineId);
            assertThat(other.run("cat /var/lib/atoll/ssh/ssh_host_ed25519_key.pub")
                            .text()
                            .strip())
                    .startsWith("ssh-ed25519 ")
                    .isNotEqualTo(hostKey);
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    @Test
    @Order(12)
    void downStopsTheMachineInOrderAndLeavesNoDisk() throws IOException {
        assertThat(up.atoll("down")).contains("the machine has shut down");
        assertThat(RunningMachine.load(up.state().resolve("run")).filter(RunningMachine::alive))
                .isEmpty();
        assertThat(up.state().resolve("disk.raw")).doesNotExist();
    }

    @Test
    @Order(13)
    void theKernelRefusesADamagedRootBlock() throws IOException {
        Path disk = MachineDisk.create(up.image(), up.home().resolve("damaged.raw"));
        flip(disk, offsetOfFirstProcess(disk));
        try (Machine machine = start("damaged", disk)) {
            assertThat(endOf(machine, BootPhase.READY)).as(console(machine)).contains(BootPhase.CORRUPTED);
            assertThat(machine.serial().awaitLine(line -> line.contains("dm-verity device corrupted"), LIMIT))
                    .isPresent();
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    @Test
    @Order(14)
    void theFirmwareRefusesAChangedKernelImage() throws IOException {
        Path disk = MachineDisk.create(up.image(), up.home().resolve("changed.raw"));
        flip(disk, offsetOfCommandLine(disk));
        try (Machine machine = start("changed", disk)) {
            assertThat(endOf(machine, BootPhase.KERNEL)).as(console(machine)).contains(BootPhase.REFUSED);
            assertThat(machine.serial().lines()).noneMatch(line -> line.contains("Linux version"));
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    /** How a boot that must fail ends; {@code undue} is the phase it must not come to. Empty if it does not end. */
    private static Optional<BootPhase> endOf(Machine machine, BootPhase undue) {
        return machine.serial()
                .await(event -> event.phase() == undue || event.phase().fatal(), LIMIT)
                .map(BootEvent::phase);
    }

    /** What to show when a boot does not end as it must: whether QEMU runs, and the last words of the console. */
    private static Supplier<String> console(Machine machine) {
        return () -> {
            List<String> lines = machine.serial().lines();
            return (machine.state().alive() ? machine.monitor().status() : "QEMU has ended") + ", console:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        };
    }

    /** What a command that must succeed prints, without the line end. */
    private String in(String command) {
        return guest.run(command).orThrow(command).text().strip();
    }

    private Machine start(String name, Path disk) throws IOException {
        QemuInstallation installation = QemuInstallation.find();
        byte[] variables = PlatformKeys.load(up.keys())
                .variableStore(Files.readAllBytes(installation.firmware().variables()));
        MachineConfig config = MachineConfig.of(name, disk)
                .withVariables(new FirmwareVariables.Bytes(variables))
                .withSshKeys(List.of(key.publicKey()));
        return Machine.start(
                config,
                installation,
                new AcceleratorProbe(installation, System.getenv()).choose(),
                up.home().resolve(name));
    }

    /** Where the host's first process lies on the disk, some way into the file. */
    private static long offsetOfFirstProcess(Path disk) throws IOException {
        GptPartition root = partition(disk, "atoll_4.0.0");
        Node.File systemd = (Node.File) ErofsReader.read(disk, root.offset())
                .get("usr/lib/systemd/systemd")
                .orElseThrow();
        return ((Content.Slice) systemd.content()).offset() + 100;
    }

    /** Where the signed command line lies on the disk: its first word that can be changed without a trace. */
    private static long offsetOfCommandLine(Path disk) throws IOException {
        GptPartition esp = partition(disk, "esp");
        byte[] needle = "panic-on-corruption".getBytes(StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(disk)) {
            byte[] head = new byte[64 * MIB];
            channel.read(ByteBuffer.wrap(head), esp.offset());
            for (int at = 0; at < head.length - needle.length; at++) {
                if (head[at] == needle[0] && Arrays.equals(head, at, at + needle.length, needle, 0, needle.length)) {
                    return esp.offset() + at;
                }
            }
        }
        throw new AssertionError("no command line on the EFI system partition");
    }

    private static GptPartition partition(Path disk, String name) throws IOException {
        try (FileChannel channel = FileChannel.open(disk)) {
            return GptReader.read(channel).partitions().stream()
                    .filter(partition -> partition.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path disk, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, offset);
            one.put(0, (byte) (one.get(0) ^ 1));
            channel.write(one.flip(), offset);
        }
    }
}
