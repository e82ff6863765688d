package dev.atoll.disk.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.Tool;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("conformance")
class GptConformanceTest {
    private static final String SGDISK = "sgdisk";
    private static final String SFDISK = "sfdisk";

    @TempDir
    Path directory;

    @Test
    void sgdiskFindsNoProblem() throws Exception {
        Path disk = written();
        assertThat(run(SGDISK, "-v", disk.toString())).contains("No problems found.");
        assertThat(run(SGDISK, "-i", "3", disk.toString()))
                .contains("Partition GUID code: 4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709")
                .contains("Partition unique GUID: FEDCBA98-7654-4000-8000-000000000003")
                .contains("Attribute flags: 1800000000000000")
                .contains("Partition name: 'atoll_4.0.0'");
    }

    @Test
    void sfdiskSeesWhatWasWritten() throws Exception {
        Path disk = written();
        assertThat(run(SFDISK, "--verify", disk.toString())).contains("No errors detected.");
        assertThat(run(SFDISK, "-d", disk.toString()))
                .contains("label-id: 01234567-89AB-4CDE-8F01-23456789ABCD")
                .contains("first-lba: 34", "last-lba: 12582878", "sector-size: 512")
                .containsPattern("disk1 : start= +2048, size= +2097152, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, "
                        + "uuid=FEDCBA98-7654-4000-8000-000000000001, name=\"esp\", attrs=\"GUID:63\"")
                .containsPattern("disk2 : start= +2099200, size= +131072, type=2C7357ED-EBD2-46D9-AEC1-23D437EC2BF5, "
                        + "uuid=FEDCBA98-7654-4000-8000-000000000002, name=\"atoll_4.0.0_verity\", attrs=\"GUID:60\"")
                .containsPattern("disk3 : start= +2230272, size= +8388608, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, "
                        + "uuid=FEDCBA98-7654-4000-8000-000000000003, name=\"atoll_4.0.0\", attrs=\"GUID:59,60\"");
    }

    @Test
    void theFileStaysSparse() throws Exception {
        String blocks = run("/usr/bin/stat", "-c", "%b", written().toString()).strip();
        assertThat(Long.parseLong(blocks) * 512).isLessThan(256 * 1024);
    }

    @Test
    void readsWhatSgdiskWrites() throws Exception {
        Path disk = directory.resolve("foreign");
        try (FileChannel channel = GptDisks.open(disk)) {
            channel.write(ByteBuffer.allocate(1), GptDisks.TABLE.diskSize() - 1);
        }
        run(
                SGDISK,
                "-U",
                GptDisks.DISK.toString(),
                "-n",
                "1:2048:+1G",
                "-t",
                "1:ef00",
                "-c",
                "1:esp",
                "-A",
                "1:set:63",
                "-u",
                "1:" + GptDisks.id(1),
                disk.toString());
        try (FileChannel channel = GptDisks.open(disk)) {
            assertThat(GptReader.read(channel))
                    .isEqualTo(new GptTable(
                            GptDisks.DISK,
                            GptDisks.TABLE.diskSize(),
                            GptDisks.partitions().subList(0, 1)));
        }
    }

    private Path written() throws Exception {
        Path disk = directory.resolve("disk");
        try (FileChannel channel = GptDisks.open(disk)) {
            GptWriter.write(GptDisks.TABLE, channel);
        }
        return disk;
    }

    private static String run(String... command) {
        return Tool.run(Path.of("/"), command);
    }
}
