package dev.atoll.image.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final LockedPackage BASH =
            new LockedPackage("bash", "5.2-1", "amd64", "trixie", "pool/main/b/bash/bash_5.2-1_amd64.deb", 10, DIGEST);
    private static final Lock LOCK = new Lock(
            1,
            DIGEST,
            Architecture.X86_64,
            1_763_000_000,
            List.of(new LockedSource("trixie", DIGEST, "41587F7DB8C774BCCF131416762F67A0B2C39DE4", 1_762_000_000)),
            List.of(BASH));

    @TempDir
    private Path folder;

    @Test
    void isWrittenTheSameEveryTimeAndReadBack() throws IOException {
        Path file = folder.resolve("image.lock");
        LockFile.write(file, LOCK);
        String first = Files.readString(file);
        LockFile.write(file, LockFile.read(file));
        assertThat(Files.readString(file)).isEqualTo(first).startsWith("""
                {
                  "lock" : 1,
                  "definition" : "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                  "architecture" : "x86_64",
                  "date" : 1763000000,
                  "sources" : [
                    {
                      "name" : "trixie",
                """);
        assertThat(LockFile.read(file)).isEqualTo(LOCK);
    }

    @Test
    void packagesOfTheBuildAreMarkedAndOthersAreWrittenAsBefore() throws IOException {
        Path file = folder.resolve("image.lock");
        LockFile.write(file, LOCK);
        assertThat(file).content().doesNotContain("use");
        LockedPackage jdk =
                new LockedPackage("jdk", "25", "amd64", "trixie", "jdk.deb", 10, DIGEST, Optional.of(PackageUse.BUILD));
        Lock lock = new Lock(1, DIGEST, Architecture.X86_64, 0, LOCK.sources(), List.of(BASH, jdk));
        LockFile.write(file, lock);
        assertThat(file).content().containsOnlyOnce("\"use\" : \"build\"");
        assertThat(LockFile.read(file)).isEqualTo(lock);
    }

    @Test
    void refusesPathsThatLeaveTheArchiveAndBadDigests() throws IOException {
        Path file = folder.resolve("image.lock");
        LockFile.write(file, LOCK);
        String good = Files.readString(file);
        for (String path : List.of("../x", "/etc/x", "pool/../../x", "a//b")) {
            Files.writeString(file, good.replace("pool/main/b/bash/bash_5.2-1_amd64.deb", path));
            assertThatThrownBy(() -> LockFile.read(file))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("packages[0].path: must be a relative path");
        }
        Files.writeString(file, good.replaceFirst("e3b0", "E3B0"));
        assertThatThrownBy(() -> LockFile.read(file))
                .hasMessageContaining("3:18: definition: not a SHA-256 digest: E3B0");
    }

    @Test
    void packagesAreUniqueAndComeFromKnownSources() {
        assertThatThrownBy(() -> new Lock(1, DIGEST, Architecture.X86_64, 0, LOCK.sources(), List.of(BASH, BASH)))
                .hasMessage("two packages are called bash:amd64");
        assertThatThrownBy(() -> new Lock(1, DIGEST, Architecture.X86_64, 0, List.of(), List.of(BASH)))
                .hasMessage("bash comes from an unknown source trixie");
    }
}
