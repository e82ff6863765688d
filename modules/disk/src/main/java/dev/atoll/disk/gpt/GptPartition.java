package dev.atoll.disk.gpt;

import java.util.UUID;

/**
 * One partition of a disk.
 *
 * @param type what it holds, see {@link PartitionTypes}
 * @param id its own identity, unique on the disk ({@code PARTUUID})
 * @param name label, at most 36 UTF-16 code units without NUL ({@code PARTLABEL})
 * @param attributes bits, see {@link PartitionTypes}
 * @param offset first byte, a multiple of 512
 * @param size size in bytes, a multiple of 512, at least 512
 */
public record GptPartition(UUID type, UUID id, String name, long attributes, long offset, long size) {
    public GptPartition {
        if (type.equals(GptLayout.NIL) || id.equals(GptLayout.NIL)) {
            throw new IllegalArgumentException("partition \"" + name + "\" has an all-zero type or id");
        }
        if (name.length() > GptLayout.NAME_UNITS || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("partition name \"" + name + "\" is longer than " + GptLayout.NAME_UNITS
                    + " UTF-16 units or has a NUL");
        }
        if (offset < 0 || size <= 0 || offset % GptLayout.SECTOR != 0 || size % GptLayout.SECTOR != 0) {
            throw new IllegalArgumentException("partition \"" + name + "\" at " + offset + "+" + size
                    + ": offset and size must be multiples of " + GptLayout.SECTOR + " and the size positive");
        }
        if (offset > Long.MAX_VALUE - size) {
            throw new IllegalArgumentException("partition \"" + name + "\" ends after 2^63 bytes");
        }
    }

    /** The first byte after the partition. */
    public long end() {
        return offset + size;
    }
}
