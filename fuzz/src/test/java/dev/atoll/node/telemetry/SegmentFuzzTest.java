package dev.atoll.node.telemetry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

class SegmentFuzzTest {
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Path file = Scratch.file(input);
        Hostile.read(input.length, () -> Segment.scan(file, 1, 0, true)).ifPresent(segment -> {
            Hostile.require(segment.size() + segment.damaged() == input.length, "accounts for each byte");
            Hostile.require(
                    Hostile.read(input.length, () -> written(file, segment)).orElseThrow() == segment.size(),
                    "what is read is what would be written");
        });
    }

    /** Reads all frames, writes each again, and says how many bytes were the same. */
    private static long written(Path file, Segment segment) throws IOException {
        long at = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            while (at < segment.size()) {
                Frame.Header header = Frame.header(channel, at, segment.size()).orElseThrow();
                Optional<Batch> batch = Frame.batch(channel, at, header);
                boolean ascii = batch.orElseThrow().note().chars().allMatch(it -> it < 128);
                if (ascii && Frame.encode(batch.get()).getInt(4) != header.crc()) {
                    return -1;
                }
                at += header.length();
            }
        }
        return at;
    }
}
