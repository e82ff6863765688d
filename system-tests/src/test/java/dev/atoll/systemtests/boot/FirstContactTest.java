package dev.atoll.systemtests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.machine.Machine;
import dev.atoll.machine.MachineConfig;
import dev.atoll.machine.MachineDisk;
import dev.atoll.machine.firmware.FirmwareVariables;
import dev.atoll.machine.qemu.AcceleratorProbe;
import dev.atoll.machine.qemu.QemuInstallation;
import dev.atoll.machine.ssh.Ssh;
import dev.atoll.machine.ssh.SshKey;
import dev.atoll.systemtests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The image on machines that are not as it would like them: no keys enrolled yet, a disk that is too small. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstContactTest {
    private static final Duration LIMIT = Duration.ofMinutes(12);

    private UpAndDown up;
    private SshKey key;
    private Path image;

    @BeforeAll
    void build() throws IOException {
        up = UpAndDown.create();
        key = SshKey.in(up.home());
        up.atoll("keys", "create");
        Path out = up.home().resolve("out");
        up.atoll("image", "build", Checkout.containerLinux(), "--store", Checkout.store(), "--output", out);
        image = out.resolve("container-linux.raw");
    }

    @AfterAll
    void clean() throws IOException {
        if (up != null) {
            up.close();
        }
    }

    @Test
    void aMachineInSetupModeEnrolsTheKeysOfTheImageAndThenEnforcesThem() throws IOException {
        Path disk = MachineDisk.create(image, up.home().resolve("setup.raw"));
        try (Machine machine = start("setup", disk)) {
            assertThat(machine.serial().awaitLine(line -> line.contains("successfully enrolled"), LIMIT))
                    .isPresent();
            Ssh ssh = machine.ssh(key.privateKey());
            ssh.await(LIMIT);
            assertThat(ssh.run("od -An -tu1 -j4 /sys/firmware/efi/efivars/SecureBoot-*")
                            .text()
                            .strip())
                    .isEqualTo("1");
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    @Test
    void aDiskThatIsTooSmallIsRefusedWithoutBeingWrittenTo() throws IOException {
        Path disk = MachineDisk.create(image, up.home().resolve("small.raw"), 8L << 30);
        try (Machine machine = start("small", disk)) {
            assertThat(machine.serial()
                            .awaitLine(line -> line.contains("this image needs a disk of at least 12288 MiB"), LIMIT))
                    .isPresent();
            assertThat(machine.awaitEnd(LIMIT)).as("the machine powers off").isTrue();
        } finally {
            Files.deleteIfExists(disk);
        }
    }

    private Machine start(String name, Path disk) {
        QemuInstallation installation = QemuInstallation.find();
        MachineConfig config = MachineConfig.of(name, disk)
                .withVariables(new FirmwareVariables.Installed())
                .withSshKeys(List.of(key.publicKey()));
        return Machine.start(
                config,
                installation,
                new AcceleratorProbe(installation, System.getenv()).choose(),
                up.home().resolve(name));
    }
}
