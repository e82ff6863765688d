package dev.atoll.disk.pe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs systemd-boot-efi, for a stub, and binutils. */
@Tag("conformance")
class UkiConformanceTest {
    private static final Path STUB = Tool.file("usr/lib/systemd/boot/efi/linuxx64.efi.stub");

    @TempDir
    Path directory;

    @Test
    void objdumpSeesTheStubsSectionsAndOurs() throws Exception {
        assertThat(STUB).as("install systemd-boot-efi").isRegularFile();
        byte[] stub = Files.readAllBytes(STUB);
        byte[] uki = UkiWriter.write(
                stub,
                List.of(
                        new UkiSection(".osrel", "ID=atoll\n".getBytes(StandardCharsets.UTF_8)),
                        new UkiSection(".cmdline", "quiet".getBytes(StandardCharsets.UTF_8)),
                        new UkiSection(".initrd", new byte[70_001]),
                        new UkiSection(".linux", new byte[300_003])));
        Path file = Files.write(directory.resolve("uki.efi"), uki);
        String before = objdump(STUB);
        String after = objdump(file);
        for (PeSection section : PeImage.parse(stub).sections()) {
            assertThat(line(after, section.name())).isEqualTo(line(before, section.name()));
        }
        assertThat(line(after, ".sbat")).isNotEmpty();
        assertThat(line(after, ".osrel")).startsWith(".osrel 00000009 ");
        assertThat(line(after, ".cmdline")).startsWith(".cmdline 00000005 ");
        assertThat(line(after, ".initrd")).startsWith(".initrd 00011171 ");
        assertThat(line(after, ".linux")).startsWith(".linux 000493e3 ");
        assertThat(after).doesNotContain("warning");
    }

    private static String line(String sections, String name) {
        return sections.lines()
                .map(line -> line.strip().replaceAll("\\s+", " ").replaceFirst("^\\d+ ", ""))
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElse("");
    }

    private static String objdump(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("objdump", "-h", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
