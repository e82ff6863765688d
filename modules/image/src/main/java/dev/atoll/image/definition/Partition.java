package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import java.util.Optional;

/**
 * A partition of the image's own, made at first boot between the second slot and the state, and never touched again.
 *
 * @param name its label
 * @param minimumMiB the least it gets
 * @param maximumMiB the most it gets; by default just the least
 * @param format the file system made in it
 * @param mount where it is mounted
 */
public record Partition(
        @Doc("label of the partition") @Matches(value = "[a-z0-9][a-z0-9-]{0,35}", says = Syntax.ID_SAYS)
        String name,

        @Doc("least size in MiB") @Range(min = 16, max = 16_777_216)
        int minimumMiB,

        @Doc("largest size in MiB, by default the least") @Range(min = 16, max = 16_777_216)
        Optional<Integer> maximumMiB,

        @Doc("file system made in it") @Default("ext4") Format format,

        @Doc("where it is mounted")
        @Matches(
                value = "/var(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]*)+",
                says = "a path below /var, of letters, digits, . _ -")
        Optional<String> mount) {
    public Partition {
        if (maximumMiB.isPresent() && maximumMiB.get() < minimumMiB) {
            throw new IllegalArgumentException("maximumMiB of " + name + " is below its minimumMiB");
        }
        if (name.equals("state") || name.equals("esp")) {
            throw new IllegalArgumentException(name + " is the label of a partition that every image has");
        }
        if (mount.isPresent() && format == Format.NONE) {
            throw new IllegalArgumentException(name + " has no file system to mount");
        }
    }

    /** What a partition holds when it is made. */
    public enum Format {
        /** A journalling file system. */
        EXT4,
        /** Nothing. */
        NONE
    }
}
