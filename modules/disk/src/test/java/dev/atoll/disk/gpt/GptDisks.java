package dev.atoll.disk.gpt;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** The disk the tests of this package use: an ESP, and slot A of a root file system with its hashes. */
final class GptDisks {
    static final long MIB = 1L << 20;
    static final UUID DISK = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");
    static final GptTable TABLE = new GptTable(DISK, 6 * 1024 * MIB, partitions());

    private GptDisks() {}

    static List<GptPartition> partitions() {
        return List.of(
                new GptPartition(PartitionTypes.ESP, id(1), "esp", PartitionTypes.NO_AUTO, MIB, 1024 * MIB),
                new GptPartition(
                        PartitionTypes.ROOT_X86_64_VERITY,
                        id(2),
                        "atoll_4.0.0_verity",
                        PartitionTypes.READ_ONLY,
                        1025 * MIB,
                        64 * MIB),
                new GptPartition(
                        PartitionTypes.ROOT_X86_64,
                        id(3),
                        "atoll_4.0.0",
                        PartitionTypes.READ_ONLY | PartitionTypes.GROW_FILE_SYSTEM,
                        1089 * MIB,
                        4096 * MIB));
    }

    static UUID id(int number) {
        return new UUID(0xfedc_ba98_7654_4000L, 0x8000_0000_0000_0000L + number);
    }

    static FileChannel open(Path file) throws Exception {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
