package dev.atoll.node.telemetry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;

class JournalEntryFuzzTest {
    private final JournalEntryReader reader = new JournalEntryReader();

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        int length = Math.min(input.length, JournalEntryReader.LONGEST);
        Hostile.read(length, () -> reader.read(input, length), JournalEntryException.class)
                .ifPresent(entry -> {
                    Hostile.require(
                            JournalEntryReader.isCursor(entry.cursor()), "its place can be passed to a program");
                    Hostile.require(LogBatch.encoded(entry).length > 0, "becomes a record");
                });
    }
}
