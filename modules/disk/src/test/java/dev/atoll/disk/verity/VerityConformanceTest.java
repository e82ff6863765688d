package dev.atoll.disk.verity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.erofs.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against veritysetup. */
@Tag("conformance")
class VerityConformanceTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1,32", "2,32", "128,32", "129,0", "1000,256", "16384,32", "16385,17", "20000,64"})
    void hashAreaAndRootHashAreThoseOfTheReferenceTool(int blocks, int saltSize) throws IOException {
        byte[] data = VerityTest.random(blocks * 4096, blocks);
        byte[] salt = VerityTest.random(saltSize, 11);
        VerityTree tree = VerityTest.tree(data, salt);
        Path file = Files.write(directory.resolve("data"), data);
        Path ours = directory.resolve("ours");
        try (OutputStream out = Files.newOutputStream(ours)) {
            tree.writeTo(out, ID);
        }
        Path theirs = directory.resolve("theirs");
        String hex = saltSize == 0 ? "-" : HexFormat.of().formatHex(salt);
        String said = Tool.run(
                directory,
                "veritysetup",
                "format",
                "--salt=" + hex,
                "--uuid=" + ID,
                file.toString(),
                theirs.toString());
        assertThat(said).containsPattern("Root hash:\\s+" + tree.rootHashHex());
        assertThat(ours).hasSize(tree.size());
        assertThat(Files.readAllBytes(ours)).isEqualTo(Files.readAllBytes(theirs));
        Tool.run(directory, "veritysetup", "verify", file.toString(), ours.toString(), tree.rootHashHex());
        verifyOnOneDisk(file, theirs, tree);
    }

    private void verifyOnOneDisk(Path file, Path theirs, VerityTree tree) throws IOException {
        Path disk = directory.resolve("disk");
        long hashOffset = Files.size(file) + 4096;
        try (OutputStream out = Files.newOutputStream(disk)) {
            out.write(new byte[4096]);
            Files.copy(file, out);
            Files.copy(theirs, out);
        }
        VerityVerifier.verify(disk, 4096, hashOffset, tree.rootHash());
    }

    @ParameterizedTest
    @CsvSource({"0", "700", "999"})
    void theReferenceToolAndWeRefuseTheSameBlock(int bad) throws IOException {
        byte[] data = VerityTest.random(1000 * 4096, 12);
        VerityTree tree = VerityTest.tree(data, new byte[] {1, 2, 3});
        data[bad * 4096 + 77] ^= 8;
        Path disk = directory.resolve("disk");
        try (OutputStream out = Files.newOutputStream(disk)) {
            out.write(data);
            tree.writeTo(out, ID);
        }
        assertThatThrownBy(() -> Tool.run(
                        directory,
                        "veritysetup",
                        "verify",
                        "--hash-offset=" + data.length,
                        disk.toString(),
                        disk.toString(),
                        tree.rootHashHex()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Verification failed at position " + bad * 4096L);
        assertThatThrownBy(() -> VerityVerifier.verify(disk, 0, data.length, tree.rootHash()))
                .hasMessageContaining("data block " + bad + ",");
    }
}
