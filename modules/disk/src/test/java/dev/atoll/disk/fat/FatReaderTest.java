package dev.atoll.disk.fat;

import static dev.atoll.disk.fat.FatTrees.SMALL;
import static dev.atoll.disk.fat.FatTrees.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tree under test: the root in cluster 2, directory {@code SUB} in 3, {@code FILE} from 4 and {@code SUB/IN} after. */
class FatReaderTest {
    private static final FatGeometry GEOMETRY = FatGeometry.of(SMALL.size());
    private static final long ROOT = GEOMETRY.clusterOffset(2);
    /** Behind the label stand FILE and SUB. */
    private static final long FILE_ENTRY = ROOT + 32;

    private static final long SUB_ENTRY = ROOT + 64;

    @TempDir
    Path directory;

    private final FileTree tree =
            FatTrees.with(FatTrees.of("FILE", FatTrees.bytes(2000)), "SUB/a long name.txt", Content.of("inside"));
    private FileChannel channel;

    @BeforeEach
    void write() throws Exception {
        channel = FatTrees.open(directory.resolve("volume"));
        FatWriter.write(tree, SMALL, channel, 0);
    }

    @AfterEach
    void close() throws Exception {
        channel.close();
    }

    @Test
    void refusesChainsThatLoopCrossOrEndEarly() throws Exception {
        for (int next : new int[] {4, 5, 0, 1, 0x0fff_fff7, 0x0fff_ffff, 80_000}) {
            put(fat(5), 4, next);
            malformed("FILE uses cluster");
        }
        put(fat(5), 4, 6);
        put(SUB_ENTRY + 26, 2, 2);
        malformed("SUB uses cluster 2, which is in use already");
        put(SUB_ENTRY + 26, 2, 0);
        malformed("SUB uses cluster 0, which does not exist");
        put(SUB_ENTRY + 26, 2, 3);
        put(fat(3), 4, 3);
        malformed("SUB uses cluster 3, which is in use already");
        put(fat(3), 4, 0xf000_0000 | 0x0fff_ffff);
        assertThat(kept(FatReader.read(channel, 0))).isEqualTo(kept(tree));
    }

    @Test
    void refusesAbsurdSizes() throws Exception {
        put(FILE_ENTRY + 28, 4, 0x3fff_ff00);
        malformed("FILE uses cluster");
        put(FILE_ENTRY + 28, 4, -1);
        malformed("more than 1073741824 bytes");
    }

    @Test
    void refusesNamesThatCannotBe() throws Exception {
        put(FILE_ENTRY, 1, '/');
        malformed("name in / has the character 0x2f");
        put(FILE_ENTRY, 4, 'S' | 'U' << 8 | 'B' << 16 | ' ' << 24);
        malformed("two entries for SUB");
    }

    @Test
    void aLongNameWithAWrongCheckSumGivesWayToTheShortOne() throws Exception {
        put(GEOMETRY.clusterOffset(3) + 64 + 13, 1, 0x77);
        assertThat(FatReader.read(channel, 0).children("SUB")).containsExactly("ALONGN~1.TXT");
    }

    @Test
    void readsTheCaseFlagsOfShortNames() throws Exception {
        put(FILE_ENTRY + 12, 1, 0x08);
        assertThat(FatReader.read(channel, 0).children("")).containsExactly("SUB", "file");
    }

    @Test
    void refusesOtherVolumes() throws Exception {
        put(22, 2, 100);
        malformed("FAT12 or FAT16");
        put(22, 2, 0);
        put(13, 1, 3);
        malformed("clusters of 3 sectors");
        put(13, 1, 0);
        malformed("clusters of 0 sectors");
        put(13, 1, 8);
        malformed("no FAT32 volume");
        put(13, 1, 1);
        put(36, 4, 100);
        malformed("the FAT is too short");
        put(510, 2, 0);
        malformed("no boot sector signature");
        for (long offset : new long[] {-512, channel.size(), channel.size() - 1, Long.MAX_VALUE}) {
            assertThatExceptionOfType(MalformedFatException.class).isThrownBy(() -> FatReader.read(channel, offset));
        }
    }

    @Test
    void refusesACutVolume() throws Exception {
        for (long size : new long[] {SMALL.size() - 1, ROOT, 20_000, 512, 100, 0}) {
            channel.truncate(size);
            malformed("the file ends before");
        }
    }

    @Test
    void survivesRandomDamage() throws Exception {
        Random random = new Random(20261122);
        long[][] places = {{0, 64}, {fat(0), 64}, {ROOT, 96}, {GEOMETRY.clusterOffset(3), 160}};
        int sound = 0;
        for (int i = 0; i < 4000; i++) {
            long[] place = places[random.nextInt(places.length)];
            ByteBuffer good = ByteBuffer.allocate((int) place[1]);
            channel.read(good, place[0]);
            byte[] bad = good.array().clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            channel.write(ByteBuffer.wrap(bad), place[0]);
            sound += Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), this::readOnce);
            channel.write(good.rewind(), place[0]);
        }
        assertThat(sound).isBetween(100, 3900);
    }

    private int readOnce() throws Exception {
        try {
            return FatReader.read(channel, 0).nodes().isEmpty() ? 0 : 1;
        } catch (MalformedFatException e) {
            assertThat(e).message().isNotBlank();
            return 0;
        }
    }

    private static long fat(int cluster) {
        return GEOMETRY.fatOffset(0) + 4L * cluster;
    }

    private void put(long at, int length, int value) throws Exception {
        channel.write(FatLayout.buffer(4).putInt(0, value).limit(length), at);
    }

    private void malformed(String why) {
        assertThatExceptionOfType(MalformedFatException.class)
                .isThrownBy(() -> FatReader.read(channel, 0))
                .withMessageContaining(why);
    }
}
