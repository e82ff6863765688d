package dev.atoll.machine.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest itself must be right, or it would blame KVM: emulation runs it, and binutils read it. */
@Tag("conformance")
class ProbeRunConformanceTest {
    @TempDir
    private Path directory;

    @Test
    void theGuestSucceedsUnderEmulation() throws IOException {
        ProbeRun run = new ProbeRun(QemuInstallation.find().qemu(), List.of("-accel", "tcg", "-cpu", "max"));
        assertThat(run.longMode()).isEmpty();
    }

    @Test
    void aGuestOnAProcessorWithoutLongModeFails() throws IOException {
        ProbeRun run = new ProbeRun(QemuInstallation.find().qemu(), List.of("-accel", "tcg", "-cpu", "qemu32"));
        assertThat(run.longMode()).isPresent();
    }

    @Test
    void theListingBesideTheBytesIsTrue() throws IOException {
        Path rom = Files.write(directory.resolve("rom"), ProbeGuest.rom());
        assertThat(disassemble(rom, "i386:x86-64", 0x86, 0xe4))
                .contains("lock cmpxchg16b", "shlx", "rep outs", "cpuid");
        assertThat(disassemble(rom, "i386", 0x1c, 0x86)).contains("wrmsr", "cr4", "0x8:0xf0086");
        assertThat(disassemble(rom, "i8086", 0, 0x1c)).contains("lgdt", "0x10:0xf001c");
    }

    private static String disassemble(Path rom, String machine, int start, int end) throws IOException {
        Process objdump = new ProcessBuilder(
                        "objdump",
                        "-D",
                        "-b",
                        "binary",
                        "-M",
                        "intel",
                        "-m",
                        machine,
                        "--start-address=" + start,
                        "--stop-address=" + end,
                        rom.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(objdump.getInputStream().readAllBytes());
        assertThat(objdump.onExit().join().exitValue()).as(out).isZero();
        return out;
    }
}
