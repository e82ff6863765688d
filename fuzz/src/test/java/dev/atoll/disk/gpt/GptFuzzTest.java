package dev.atoll.disk.gpt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

class GptFuzzTest {

    private static final int DISK = 1 << 17;
    private static final int HEADER = 512;

    /** Inputs are the start of a disk; they are read as they are and with both check sums put right. */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        byte[] disk = Arrays.copyOf(input, DISK);
        check(disk);
        check(summed(disk));
    }

    private static void check(byte[] disk) throws IOException {
        try (FileChannel channel = FileChannel.open(Scratch.file(disk), StandardOpenOption.READ)) {
            Optional<GptTable> table =
                    Hostile.read(disk.length, () -> GptReader.read(channel), MalformedGptException.class);
            if (table.isPresent()) {
                checkAgain(table.get());
            }
        }
    }

    private static void checkAgain(GptTable table) throws IOException {
        try (FileChannel other =
                FileChannel.open(Scratch.file(new byte[0]), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            other.write(ByteBuffer.allocate(1), table.diskSize() - 1);
            GptWriter.write(table, other);
            Hostile.require(GptReader.read(other).equals(table), "another table was read back for " + table);
        }
    }

    private static byte[] summed(byte[] disk) {
        byte[] bytes = disk.clone();
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long at = header.getLong(HEADER + 72) * 512;
        long length = (long) header.getInt(HEADER + 80) * header.getInt(HEADER + 84);
        if (at >= 0 && length >= 0 && at <= DISK && length <= DISK - at) {
            header.putInt(HEADER + 88, crc(bytes, (int) at, (int) length));
        }
        int size = Math.clamp(header.getInt(HEADER + 12), 20, 512);
        header.putInt(HEADER + 16, 0).putInt(HEADER + 16, crc(bytes, HEADER, size));
        return bytes;
    }

    private static int crc(byte[] bytes, int at, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, at, length);
        return (int) crc.getValue();
    }
}
