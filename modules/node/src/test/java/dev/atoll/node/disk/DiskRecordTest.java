package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRecordTest {
    @TempDir
    private Path folder;

    @Test
    void recordsAreKeptByNameAndOnlyAProblemIsAWordInThem() throws IOException {
        Path records = folder.resolve("disks");
        assertThat(DiskRecord.all(records)).isEmpty();
        DiskRecord good =
                new DiskRecord("a", "/dev/disk/by-id/a", Optional.of("1234"), Optional.empty(), Optional.of("a key"));
        DiskRecord bad = new DiskRecord(
                "b", "/dev/disk/by-id/b", Optional.empty(), Optional.of("is not there"), Optional.empty());
        bad.write(records);
        good.write(records);
        assertThat(DiskRecord.all(records)).containsExactly(good, bad);
        // The script that decides whether a Java runtime is started looks for this.
        assertThat(Files.readString(records.resolve("a.json"))).doesNotContain("\"problem\"");
        assertThat(Files.readString(records.resolve("b.json"))).contains("\"problem\"");
    }
}
