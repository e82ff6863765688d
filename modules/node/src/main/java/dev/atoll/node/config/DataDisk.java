package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.Spelled;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * A disk of the node beside the one it boots from. Partitions are made if they are missing, and never changed; a disk that
 * has something else on it is left alone, unless {@code wipe} says otherwise. What carries partitions of ours is never wiped.
 *
 * @param name what the configuration calls it
 * @param device a stable name of it
 * @param wipe whether a disk without these partitions is emptied first, once
 * @param partitions on it
 */
public record DataDisk(
        @Doc("name of the disk in this configuration") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("a stable name of the device")
        @Matches(
                value = "/dev/disk/by-(?:id|path|diskseq|partlabel|partuuid)/[A-Za-z0-9:._+@-]+",
                says = "a stable name such as /dev/disk/by-id/virtio-data")
        String device,

        @Doc("whether a disk with other contents is emptied, once") @Default("false")
        boolean wipe,

        @Doc("partitions on it") @NotEmpty @Keyed("name") List<DataPartition> partitions) {
    public DataDisk {
        partitions = List.copyOf(partitions);
        if (partitions.stream().filter(it -> it.sizeMiB().isEmpty()).count() > 1) {
            throw new IllegalArgumentException("only one partition of a disk can be without sizeMiB and take the rest");
        }
    }

    /**
     * A partition of a disk.
     *
     * @param name its label
     * @param sizeMiB its size, by default the rest of the disk
     * @param format the file system made in it
     * @param encrypt what opens it, if it is encrypted (LUKS2)
     * @param mount where it is mounted
     * @param options of the mount
     */
    public record DataPartition(
            @Doc("label of the partition") @Matches(value = "[a-z0-9][a-z0-9-]{0,35}", says = Syntax.ID_SAYS)
            String name,

            @Doc("size in MiB, by default the rest of the disk") @Range(min = 16, max = 1_073_741_824)
            Optional<Integer> sizeMiB,

            @Doc("file system made in it") @Default("ext4") Format format,

            @Doc("what opens it, if it is encrypted") Optional<Encryption> encrypt,

            @Doc("where it is mounted")
            @Matches(
                    value = "/var(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]*)+",
                    says = "a path below /var of letters, digits, . _ -")
            Optional<String> mount,

            @Doc("options of the mount")
            @Default("[]")
            @Unique
            @Matches(value = "[^\\x00-\\x20\\x7f,]+", says = "one option")
            List<String> options) {
        public DataPartition {
            options = List.copyOf(options);
            if (name.equals("esp") || name.equals("state")) {
                throw new IllegalArgumentException(name + " is the label of a partition that the node starts from");
            }
            if (format == Format.SWAP && mount.isPresent()) {
                throw new IllegalArgumentException(name + " is for swapping, so it is not mounted");
            }
        }
    }

    /** What a partition holds when it is made. */
    public enum Format {
        /** A journalling file system. */
        EXT4,
        /** Space that memory is moved to. */
        SWAP
    }

    /** What opens an encrypted partition. */
    public enum Encryption {
        /** The machine's TPM, in the state of its firmware and boot loader. */
        TPM2,
        /**
         * A key that is asked for at the console. The partition is made when {@code atollctl recovery-key} shows it, once.
         */
        @Spelled("recovery-key")
        RECOVERY_KEY
    }
}
