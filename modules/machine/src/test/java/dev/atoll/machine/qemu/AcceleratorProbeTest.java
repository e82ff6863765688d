package dev.atoll.machine.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.firmware.Firmware;
import dev.atoll.machine.guest.GuestArchitecture;
import dev.atoll.machine.host.HostProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in QEMU's place, each ending as QEMU would. */
class AcceleratorProbeTest {
    /** Finds the serial file in its arguments and writes what a good guest would. */
    private static final String GOOD =
            "for a; do case $a in file:*) echo 'long mode works' > \"${a#file:}\";; *earlyprintk*) ;; esac; done\n";

    @TempDir
    private Path directory;

    private Path cache;
    private Path device;

    @BeforeEach
    void paths() throws IOException {
        cache = directory.resolve("cache/accelerator.json");
        device = Files.createFile(directory.resolve("kvm"));
    }

    @Test
    void aGuestThatRunsMeansKvm() throws IOException {
        assertThat(probe(GOOD, "").choose()).isInstanceOf(Accelerator.Kvm.class);
        assertThat(memory().recall()).get().satisfies(finding -> {
            assertThat(finding.usable()).isTrue();
            assertThat(finding.kernel()).isFalse();
        });
    }

    @Test
    void aGuestThatDiesMeansEmulationWithTheReason() throws IOException {
        Accelerator chosen = probe("echo 'KVM internal error. Suberror: 1' >&2; sleep 5\n", "")
                .choose();
        assertThat(chosen).isInstanceOf(Accelerator.Tcg.class);
        assertThat(chosen.reason()).contains("a guest in long mode died: KVM internal error. Suberror: 1");
    }

    @Test
    void aQemuThatEndsMeansEmulationWithItsWords() throws IOException {
        assertThat(probe("echo 'no such cpu' >&2; exit 1\n", "").choose().reason())
                .contains("did not run: no such cpu");
    }

    @Test
    void aKernelIsTriedAfterTheSmallGuest() throws IOException {
        String kernelDies = "case \"$*\" in *-kernel*) echo 'emulation failure'; sleep 5;; *) " + GOOD + ";; esac\n";
        AcceleratorProbe probe = probe(kernelDies.replace("done\n;;", "done;;"), "");
        assertThat(probe.choose()).isInstanceOf(Accelerator.Kvm.class);
        Accelerator chosen = probe.choose(new byte[] {1});
        assertThat(chosen).isInstanceOf(Accelerator.Tcg.class);
        assertThat(chosen.reason()).contains("a Linux kernel died: emulation failure");
        assertThat(probe.choose()).as("remembered").isInstanceOf(Accelerator.Tcg.class);
    }

    @Test
    void aFindingIsUsedAgainUntilTheHostBootsOrQemuChanges() throws IOException {
        memory().remember(new AcceleratorMemory.Finding(false, false, "seen before"));
        assertThat(probe(GOOD, "").choose().reason()).isEqualTo("seen before");
        new AcceleratorMemory(cache, "another boot", "9.0.0")
                .remember(new AcceleratorMemory.Finding(false, true, "old"));
        assertThat(probe(GOOD, "").choose()).isInstanceOf(Accelerator.Kvm.class);
        new AcceleratorMemory(cache, HostProcess.currentBoot(), "8.0.0")
                .remember(new AcceleratorMemory.Finding(false, true, "old"));
        assertThat(probe(GOOD, "").choose()).isInstanceOf(Accelerator.Kvm.class);
    }

    @Test
    void aDamagedCacheIsNoCache() throws IOException {
        for (String text : new String[] {"", "{", "[]", "null", "{\"usable\":\"x\"}", "{}"}) {
            Files.createDirectories(cache.getParent());
            Files.writeString(cache, text);
            assertThat(memory().recall()).as(text).isEmpty();
        }
    }

    @Test
    void theUserMayDecide() throws IOException {
        assertThat(probe("exit 1\n", "tcg").choose()).isEqualTo(new Accelerator.Tcg("ATOLL_ACCEL=tcg"));
        assertThat(probe("exit 1\n", "kvm").choose())
                .isInstanceOfSatisfying(
                        Accelerator.Kvm.class, kvm -> assertThat(kvm.forced()).isTrue());
        AcceleratorProbe wrong = probe("exit 1\n", "hvf");
        assertThatThrownBy(wrong::choose).hasMessageContaining("ATOLL_ACCEL=hvf");
    }

    @Test
    void aHostWithoutTheDeviceEmulates() throws IOException {
        Files.delete(device);
        assertThat(probe(GOOD, "").choose().reason()).contains("has no").contains("kvm");
    }

    @Test
    void theGuestIsARomWithItsCodeAtTheResetVector() {
        byte[] rom = ProbeGuest.rom();
        assertThat(rom).hasSize(65536).startsWith(0xfa, 0xb8);
        assertThat(new String(rom, 0x10e, 16, StandardCharsets.US_ASCII)).isEqualTo(ProbeGuest.MARKER + "\n");
        assertThat(rom[0xfff0] & 0xff).isEqualTo(0xea);
    }

    private AcceleratorProbe probe(String script, String override) throws IOException {
        Path qemu = Files.writeString(directory.resolve("qemu"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(qemu, PosixFilePermissions.fromString("rwxr-xr-x"));
        QemuInstallation installation = new QemuInstallation(
                GuestArchitecture.X86_64, qemu, new QemuVersion(9, 0, 0), new Firmware(qemu, qemu), qemu);
        Map<String, String> environment = override.isEmpty() ? Map.of() : Map.of("ATOLL_ACCEL", override);
        return new AcceleratorProbe(installation, environment, cache, device);
    }

    private AcceleratorMemory memory() {
        return new AcceleratorMemory(cache, HostProcess.currentBoot(), "9.0.0");
    }
}
