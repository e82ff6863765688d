package dev.atoll.disk.fat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

class FatReaderFuzzTest {

    static final long VOLUME = 34L << 20;
    static final int SECTOR = 512;
    /** Where the writer puts them for a volume of this size: the FAT, and the first cluster. */
    static final long FAT = 32L * SECTOR;

    static final long DATA = (32 + 2 * 536L) * SECTOR;

    /** Inputs are the boot sector, a sector of the FAT, and the first clusters of a sparse volume. */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        try (FileChannel channel =
                FileChannel.open(Scratch.file(new byte[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), VOLUME - 1);
            put(channel, input, 0, SECTOR, 0);
            put(channel, input, SECTOR, 2 * SECTOR, FAT);
            put(channel, input, 2 * SECTOR, input.length, DATA);
            Hostile.read(input.length, () -> FatReader.read(channel, 0), MalformedFatException.class);
        }
    }

    private static void put(FileChannel channel, byte[] input, int from, int to, long at) throws IOException {
        int end = Math.min(to, input.length);
        if (from < end) {
            channel.write(ByteBuffer.wrap(input, from, end - from), at);
        }
    }
}
