package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Range;
import java.util.List;

/**
 * Sizes of the disk's partitions in MiB. There are two of root and verity each; state takes the rest.
 *
 * @param espMiB the EFI system partition
 * @param rootMiB one root partition
 * @param verityMiB one hash tree's partition
 * @param partitions further ones, between the second slot and the state
 * @param minimumMiB the smallest disk that an installation accepts
 */
public record Disk(
        @Doc("EFI system partition in MiB") @Default("1024") @Range(min = 64, max = 65_536)
        int espMiB,

        @Doc("one root partition in MiB") @Default("4096") @Range(min = 64, max = 1_048_576)
        int rootMiB,

        @Doc("one verity partition in MiB") @Default("64") @Range(min = 1, max = 65_536)
        int verityMiB,

        @Doc("further partitions, made at first boot; at most 50") @Keyed("name") @Default("[]")
        List<Partition> partitions,

        @Doc("smallest disk in MiB that is accepted") @Default("12288") @Range(min = 256, max = 16_777_216)
        int minimumMiB) {
    private static final int MOST_PARTITIONS = 50;

    public Disk {
        partitions = List.copyOf(partitions);
        if (partitions.size() > MOST_PARTITIONS) {
            throw new IllegalArgumentException("more than " + MOST_PARTITIONS + " partitions");
        }
        long own = partitions.stream().mapToLong(Partition::minimumMiB).sum();
        long fixed = espMiB + 2L * (rootMiB + verityMiB) + own;
        if (minimumMiB <= fixed) {
            throw new IllegalArgumentException("minimumMiB is " + minimumMiB + ", but the partitions before state take "
                    + fixed + " MiB and it needs room too");
        }
    }
}
