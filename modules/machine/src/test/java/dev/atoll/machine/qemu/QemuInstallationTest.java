package dev.atoll.machine.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QemuInstallationTest {
    private static final GuestArchitecture X86 = GuestArchitecture.X86_64;
    private static final Accelerator TCG = new Accelerator.Tcg("test");
    private static final Accelerator KVM =
            new Accelerator.Kvm("test", false, new AcceleratorMemory(Path.of("/nowhere"), "b", "q"));

    @TempDir
    private Path root;

    @Test
    void namesAllThatIsMissingAndTheLineToType() {
        QemuSearch search = new QemuSearch(List.of(root), List.of(root));
        assertThat(QemuInstallation.missing(search, X86)).hasSize(3);
        assertThatThrownBy(() -> QemuInstallation.find(search, X86))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("machine-tools-missing"))
                .hasMessageContaining("qemu-system-x86_64")
                .hasMessageContaining("OVMF_CODE_4M.secboot.fd")
                .hasMessageContaining("swtpm")
                .hasMessageContaining("apt-get install qemu-system-x86 ovmf swtpm");
    }

    @Test
    void findsAllPartsAndAsksForTheVersion() throws IOException {
        program("qemu-system-x86_64", "#!/bin/sh\necho 'QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2)'\n");
        program("swtpm", "#!/bin/sh\n");
        Files.createDirectories(root.resolve("edk2/x64"));
        Files.createFile(root.resolve("edk2/x64/OVMF_CODE.secboot.4m.fd"));
        QemuSearch search =
                new QemuSearch(List.of(root.resolve("absent"), root), List.of(root.resolve("absent"), root));
        assertThat(QemuInstallation.missing(search, X86))
                .singleElement()
                .asString()
                .contains("OVMF");
        Files.createFile(root.resolve("edk2/x64/OVMF_VARS.4m.fd"));
        QemuInstallation found = QemuInstallation.find(search, X86);
        assertThat(found.version()).isEqualTo(new QemuVersion(10, 0, 2));
        assertThat(found.firmware().code()).isEqualTo(root.resolve("edk2/x64/OVMF_CODE.secboot.4m.fd"));
    }

    @Test
    void aProgramThatIsNotQemuIsRefused() throws IOException {
        program("qemu-system-x86_64", "#!/bin/sh\necho hello\n");
        program("swtpm", "#!/bin/sh\n");
        Files.createDirectories(root.resolve("OVMF"));
        Files.createFile(root.resolve("OVMF/OVMF_CODE_4M.secboot.fd"));
        Files.createFile(root.resolve("OVMF/OVMF_VARS_4M.fd"));
        assertThatThrownBy(() -> QemuInstallation.find(new QemuSearch(List.of(root), List.of(root)), X86))
                .hasMessageContaining("hello");
    }

    @Test
    void readsVersions() {
        assertThat(QemuVersion.parse("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7)\nCopyright"))
                .contains(new QemuVersion(7, 2, 22));
        assertThat(QemuVersion.parse("QEMU emulator version 9.1")).contains(new QemuVersion(9, 1, 0));
        assertThat(QemuVersion.parse("QEMU emulator version x")).isEmpty();
        assertThat(QemuVersion.parse("QEMU emulator version 99999999999.1")).isEmpty();
    }

    @Test
    void anOldQemuEmulatesOneProcessorOnly() {
        assertThat(installation(7).processors(TCG, 4, 8)).isEqualTo(1);
        assertThat(installation(7).processors(KVM, 0, 8)).isEqualTo(4);
        assertThat(installation(8).processors(TCG, 0, 2)).isEqualTo(2);
        assertThat(installation(10).processors(TCG, 0, 1)).isEqualTo(1);
        assertThat(installation(10).processors(KVM, 6, 2)).isEqualTo(6);
    }

    @Test
    void thePathIsSearchedInOrderWithoutRelativeParts() {
        assertThat(QemuSearch.of(Map.of("PATH", "/a:.:bin::/b")).programs())
                .containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void aTreeOfToolsBringsItsFirmware() {
        assertThat(QemuSearch.of(Map.of("PATH", "/tools/bin:/usr/bin")).shares())
                .containsExactly(
                        Path.of("/tools/tree/usr/share"), Path.of("/usr/tree/usr/share"), Path.of("/usr/share"));
    }

    @Test
    void armMachinesNeedTheirOwnQemuAndFirmware() throws IOException {
        QemuSearch search = new QemuSearch(List.of(root), List.of(root));
        assertThatThrownBy(() -> QemuInstallation.find(search, GuestArchitecture.AARCH64))
                .hasMessageContaining("qemu-system-aarch64")
                .hasMessageContaining("AAVMF")
                .hasMessageContaining("apt-get install qemu-system-arm qemu-efi-aarch64 swtpm");
        program("qemu-system-aarch64", "#!/bin/sh\necho 'QEMU emulator version 10.0.2'\n");
        program("swtpm", "#!/bin/sh\n");
        Files.createDirectories(root.resolve("AAVMF"));
        Files.createFile(root.resolve("AAVMF/AAVMF_CODE.secboot.fd"));
        Files.createFile(root.resolve("AAVMF/AAVMF_VARS.fd"));
        assertThat(QemuInstallation.find(search, GuestArchitecture.AARCH64).architecture())
                .isEqualTo(GuestArchitecture.AARCH64);
    }

    private static QemuInstallation installation(int major) {
        Path nowhere = Path.of("/nowhere");
        return new QemuInstallation(
                X86, nowhere, new QemuVersion(major, 0, 0), new Firmware(nowhere, nowhere), nowhere);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(root.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
