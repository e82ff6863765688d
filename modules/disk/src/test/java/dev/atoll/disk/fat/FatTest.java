package dev.atoll.disk.fat;

import static dev.atoll.disk.fat.FatTrees.MIB;
import static dev.atoll.disk.fat.FatTrees.SMALL;
import static dev.atoll.disk.fat.FatTrees.TIME;
import static dev.atoll.disk.fat.FatTrees.kept;
import static dev.atoll.disk.fat.FatTrees.of;
import static dev.atoll.disk.fat.FatTrees.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        FileTree tree = FatTrees.varied();
        assertThat(kept(roundTrip(tree, SMALL, 0))).isEqualTo(kept(tree));
        assertThat(kept(roundTrip(tree, SMALL, 7 * 512))).isEqualTo(kept(tree));
        assertThat(kept(roundTrip(tree, new FatOptions("", 0, 1024 * MIB, 0), MIB)))
                .isEqualTo(kept(tree));
        assertThat(kept(roundTrip(FatTrees.empty(), SMALL, 0))).isEqualTo(kept(FatTrees.empty()));
    }

    @Test
    void theSameInputMakesTheSameBytes() throws Exception {
        roundTrip(FatTrees.varied(), SMALL, 0);
        Path first = Files.move(directory.resolve("volume"), directory.resolve("first"));
        roundTrip(FatTrees.varied(), SMALL, 0);
        assertThat(Files.mismatch(first, directory.resolve("volume"))).isEqualTo(-1);
    }

    @Test
    void leavesTheRestOfTheDiskAlone() throws Exception {
        try (FileChannel channel = FatTrees.open(directory.resolve("disk"))) {
            byte[] before = "before".getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(before), MIB - before.length);
            channel.write(ByteBuffer.wrap(before), 41 * MIB);
            FatWriter.write(FatTrees.varied(), SMALL, channel, MIB);
            assertThat(channel.size()).isEqualTo(41 * MIB + before.length);
            for (long at : new long[] {MIB - before.length, 41 * MIB}) {
                ByteBuffer now = ByteBuffer.allocate(before.length);
                channel.read(now, at);
                assertThat(now.array()).isEqualTo(before);
            }
        }
    }

    @Test
    void timesAreKeptToTwoSecondsBetween1980And2107() {
        assertThat(FatTime.of(TIME).epochSecond()).isEqualTo(TIME);
        assertThat(FatTime.of(TIME + 1).epochSecond()).isEqualTo(TIME);
        assertThat(FatTime.of(0).epochSecond()).isEqualTo(315_532_800);
        assertThat(FatTime.of(Long.MIN_VALUE).epochSecond()).isEqualTo(315_532_800);
        assertThat(FatTime.of(Long.MAX_VALUE).epochSecond()).isEqualTo(4_354_819_198L);
        assertThat(new FatTime(0, 0).epochSecond()).isEqualTo(315_532_800);
    }

    @Test
    void dividesAVolumeByItsSize() {
        assertThat(FatGeometry.of(33 * MIB).clusterSize()).isEqualTo(512);
        assertThat(FatGeometry.of(1024 * MIB).clusterSize()).isEqualTo(4096);
        assertThat(FatGeometry.of(2048 * 1024 * MIB - 512).clusterSize()).isEqualTo(32_768);
        for (long size = 33 * MIB; size < 2048 * 1024 * MIB; size += size / 7 / 512 * 512) {
            FatGeometry geometry = FatGeometry.of(size);
            assertThat(geometry.fatSectors() * 128L).isGreaterThanOrEqualTo(geometry.clusters() + 2L);
            long end = geometry.clusterOffset(geometry.clusters() + 2);
            assertThat(end).isBetween(size - geometry.clusterSize() + 1, size);
            assertThat(geometry.clusterOffset(2) % geometry.clusterSize()).isZero();
        }
    }

    @Test
    void refusesSizesThatCannotBeFat32() {
        refused("at least 33 MiB", FatTrees.empty(), new FatOptions("", 0, 32 * MIB, 0));
        refused("at least 33 MiB", FatTrees.empty(), new FatOptions("", 0, 512, 0));
        refused("smaller than 2 TiB", FatTrees.empty(), new FatOptions("", 0, 2048 * 1024 * MIB, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FatOptions("", 0, MIB + 1, 0));
    }

    @Test
    void labelsAreUpperCaseAndChecked() {
        assertThat(new FatOptions("atoll-esp", 0, 512, 0).label()).isEqualTo("ATOLL-ESP");
        for (String bad : new String[] {"twelve chars", " X", "Ä", "A/B"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new FatOptions(bad, 0, 512, 0));
        }
    }

    @Test
    void refusesWhatFatCannotHold() {
        FileTree link = FatTrees.empty();
        link.put("link", new Node.Symlink(Metadata.root(0777, 0), "x"));
        refused("link is a symbolic link", link, SMALL);
        FileTree fifo = FatTrees.empty();
        fifo.put("fifo", new Node.Special(Metadata.root(0644, 0), Node.Kind.FIFO, 0, 0));
        refused("fifo is a device node, FIFO or socket", fifo, SMALL);
        Content none = Content.of("");
        refused("differ only in case", with(of("a/Loader", none), "a/loADer", none), SMALL);
        refused("differ only in case", with(of("ÄRGER", none), "ärger", none), SMALL);
        refused("a/b:c: the name has the character 0x3a", of("a/b:c", none), SMALL);
        refused("ends with a dot", of("name.", none), SMALL);
        refused("ends with a dot or blank", of("name ", none), SMALL);
        refused("longer than 255", of("x".repeat(256), none), SMALL);
        refused("surrogate", of("a\ud800b", none), SMALL);
        Content huge = Content.of(directory.resolve("none"), 0, 1L << 32);
        refused("huge has 4294967296 bytes", of("huge", huge), new FatOptions("", 0, 8192 * MIB, 0));
    }

    @Test
    void fillsAVolumeToTheLastClusterAndNotBeyond() throws Exception {
        FatGeometry geometry = FatGeometry.of(SMALL.size());
        long all = (geometry.clusters() - 1L) * geometry.clusterSize();
        FileTree tree = of("FULL", FatTrees.bytes((int) all));
        assertThat(kept(roundTrip(tree, SMALL, 0))).isEqualTo(kept(tree));
        refused("make the partition larger", of("FULL", FatTrees.bytes((int) all + 1)), SMALL);
        // One byte more in a second file takes one more cluster.
        refused("make the partition larger", with(tree, "B", Content.of("x")), SMALL);
    }

    @Test
    void contentsShorterThanTheySayAreNoticed() throws Exception {
        Path file = Files.writeString(directory.resolve("short"), "short");
        try (FileChannel channel = FatTrees.open(directory.resolve("volume"))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> FatWriter.write(of("f", Content.of(file, 0, 6)), SMALL, channel, 0));
        }
    }

    @Test
    void shortNamesAreUniqueAndTheSameEveryTime() {
        assertThat(ShortNames.of(List.of(
                        "LOADER.EFI",
                        "loader.conf",
                        "atoll_4.0.0+3.efi",
                        "atoll_4.0.1+3.efi",
                        "ATOLL_~1.EFI",
                        ".hidden",
                        "no extension",
                        "a.b.c",
                        "+",
                        "😀",
                        "dot.")))
                .containsExactly(
                        "LOADER  EFI",
                        "LOADER~1CON",
                        "ATOLL_~2EFI",
                        "ATOLL_~3EFI",
                        "ATOLL_~1EFI",
                        "HIDDEN~1   ",
                        "NOEXTE~1   ",
                        "AB~1    C  ",
                        "_~1        ",
                        "__~1       ",
                        "DOT~1      ");
        List<String> many =
                IntStream.range(0, 12_345).mapToObj(i -> "number " + i + ".txt").toList();
        assertThat(ShortNames.of(many)).doesNotHaveDuplicates().contains("NUM~9999TXT", "NU~12345TXT");
    }

    @Test
    void namesThatFitNeedNoLongName() {
        assertThat(DirectoryEntries.count("BOOTX64.EFI", "BOOTX64 EFI")).isEqualTo(1);
        assertThat(DirectoryEntries.count("bootx64.efi", "BOOTX64 EFI")).isEqualTo(2);
        assertThat(DirectoryEntries.count("x".repeat(255), "XXXXXX~1   ")).isEqualTo(21);
    }

    private FileTree roundTrip(FileTree tree, FatOptions options, long offset) throws Exception {
        Path volume = directory.resolve("volume");
        Files.deleteIfExists(volume);
        try (FileChannel channel = FatTrees.open(volume)) {
            FatWriter.write(tree, options, channel, offset);
            assertThat(channel.size()).isEqualTo(offset + options.size());
            return FatReader.read(channel, offset);
        }
    }

    private void refused(String why, FileTree tree, FatOptions options) {
        Path volume = directory.resolve("refused");
        try (FileChannel channel = FatTrees.open(volume)) {
            assertThatExceptionOfType(FatLimitException.class)
                    .isThrownBy(() -> FatWriter.write(tree, options, channel, 0))
                    .withMessageContaining(why);
            assertThat(channel.size()).isZero();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
