package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A library of the JDK that runs this, which has its symbol table, against what binutils say and make of it. */
@Tag("conformance")
class StrippedFileConformanceTest {
    @TempDir
    private Path folder;

    private String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void binutilsFindTheSameInItAndRemoveAsMuch() throws IOException, InterruptedException {
        Path library = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
        Path own = Files.copy(library, folder.resolve("own.so"));
        Path theirs = folder.resolve("theirs.so");
        run("strip", "-o", theirs.toString(), library.toString());
        assertThat(run("readelf", "-SW", library.toString())).contains(".symtab");
        StrippedFile.strip(own);
        assertThat(run("readelf", "-SW", own.toString()))
                .contains(".dynsym", ".note.gnu.build-id", ".shstrtab")
                .doesNotContain(".symtab", "Warning", "Error");
        for (String what : new String[] {"-lW", "-dW", "-nW"}) {
            assertThat(run("readelf", what, own.toString())).isEqualTo(run("readelf", what, library.toString()));
        }
        assertThat(run("readelf", "-W", "--dyn-syms", own.toString()).lines().count())
                .isEqualTo(run("readelf", "-W", "--dyn-syms", library.toString())
                        .lines()
                        .count());
        // Theirs also takes .comment away, and aligns otherwise.
        assertThat(Files.size(own)).isBetween(Files.size(theirs) - 4096, Files.size(theirs) + 65536);
    }
}
