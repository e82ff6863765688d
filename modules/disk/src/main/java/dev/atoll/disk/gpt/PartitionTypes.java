package dev.atoll.disk.gpt;

import java.util.UUID;

/** Partition types and attribute bits of the Discoverable Partitions Specification. */
public final class PartitionTypes {
    /** EFI System Partition. */
    public static final UUID ESP = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");

    /** Root file system for x86-64. */
    public static final UUID ROOT_X86_64 = UUID.fromString("4f68bce3-e8cd-4db1-96e7-fbcaf984b709");

    /** dm-verity hashes of a root file system for x86-64. */
    public static final UUID ROOT_X86_64_VERITY = UUID.fromString("2c7357ed-ebd2-46d9-aec1-23d437ec2bf5");

    /** Root file system for 64-bit ARM. */
    public static final UUID ROOT_ARM64 = UUID.fromString("b921b045-1df0-41c3-af44-4c6f280d3fae");

    /** dm-verity hashes of a root file system for 64-bit ARM. */
    public static final UUID ROOT_ARM64_VERITY = UUID.fromString("df3300ce-d69f-4c92-978c-9bfb0f38d820");

    /** Any Linux data; never mounted automatically. */
    public static final UUID LINUX_GENERIC = UUID.fromString("0fc63daf-8483-4772-8e79-3d69d8477de4");

    /** Attribute bit: the file system may be grown to the size of the partition when it is mounted. */
    public static final long GROW_FILE_SYSTEM = 1L << 59;

    /** Attribute bit: mount read-only. */
    public static final long READ_ONLY = 1L << 60;

    /** Attribute bit: do not mount automatically. */
    public static final long NO_AUTO = 1L << 63;

    private PartitionTypes() {}
}
