package dev.atoll.systemtests.effects;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** Compares caches of the loader byte by byte, but for the text that says who wrote them, which comes last. */
final class LoaderCaches {
    private static final int EXTENSION_AT = 32;
    private static final int SMALLEST = 48;

    private LoaderCaches() {}

    static List<String> differences(byte[] ours, byte[] theirs) {
        if (ours.length < SMALLEST || theirs.length < SMALLEST) {
            return List.of("one of the caches is none: %d and %d bytes".formatted(ours.length, theirs.length));
        }
        int at = Arrays.mismatch(withoutWriter(ours), withoutWriter(theirs));
        return at < 0 ? List.of() : List.of("/etc/ld.so.cache differs from the tool's first in byte " + at);
    }

    private static byte[] withoutWriter(byte[] cache) {
        byte[] copy = cache.clone();
        ByteBuffer numbers = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        // The first section is the writer's.
        int section = numbers.getInt(EXTENSION_AT) + 8;
        int text = numbers.getInt(section + 8);
        numbers.putInt(section + 12, 0);
        return Arrays.copyOf(copy, text);
    }
}
