package dev.atoll.image.inspect;

import dev.atoll.image.inventory.ImagePackage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is and holds.
 *
 * @param inspection version of this schema: 1
 * @param kind what the file is
 * @param size its size in bytes, holes included
 * @param disk the partitions, if it is a disk
 * @param verity the hash trees that command lines name
 * @param boot programs that firmware starts, and add-ons of kernels
 * @param root what the root file system holds
 * @param problems what is broken or could not be read; empty for a sound image
 */
public record Inspection(
        int inspection,
        Kind kind,
        long size,
        Optional<Disk> disk,
        List<Verity> verity,
        List<BootFile> boot,
        Optional<Root> root,
        List<String> problems) {
    public Inspection {
        verity = List.copyOf(verity);
        boot = List.copyOf(boot);
        problems = List.copyOf(problems);
    }

    /** What a file is. */
    public enum Kind {
        /** A disk with a partition table. */
        DISK,
        /** A root file system alone. */
        ROOT,
        /** A boot file alone. */
        BOOT_FILE
    }

    /** A disk with its partitions; {@code size} is that of the disk the table was made for, in bytes. */
    public record Disk(String id, long size, List<Partition> partitions) {
        public Disk {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * A partition.
     *
     * @param number from 1
     * @param type its GUID
     * @param typeName what that means, else the GUID
     * @param id its own GUID
     * @param offset first byte
     * @param size in bytes
     * @param used bytes that what it holds takes, if known
     * @param content what it holds: {@code fat32}, {@code erofs}, {@code verity}, {@code ext4} …, {@code empty}, {@code
     *     unknown}
     */
    public record Partition(
            int number,
            String type,
            String typeName,
            String name,
            String id,
            long offset,
            long size,
            Optional<Long> used,
            String content) {}

    /**
     * A root file system and the hash tree that is to guard it.
     *
     * @param bootFile whose command line names the root hash
     * @param rootHash as it names it, hexadecimal
     * @param dataPartition number of the partition whose id is the first half of the root hash
     * @param hashPartition number of the one whose id is the second half
     * @param uuid of the verity device, from its superblock
     * @param dataBlocks blocks of 4096 bytes that are guarded
     * @param salt hexadecimal
     * @param check whether data, tree and root hash agree
     * @param problem why not
     */
    public record Verity(
            String bootFile,
            String rootHash,
            Optional<Integer> dataPartition,
            Optional<Integer> hashPartition,
            Optional<String> uuid,
            Optional<Long> dataBlocks,
            Optional<String> salt,
            Check check,
            Optional<String> problem) {}

    /** Whether something was checked. */
    public enum Check {
        /** Nobody asked for it, or it could not be. */
        NOT_CHECKED,
        /** All is as it should be. */
        MATCHES,
        /** It is not. */
        DIFFERS
    }

    /**
     * A PE image.
     *
     * @param path on the EFI system partition, or the file's name
     * @param kind {@code uki}, {@code addon} or {@code program}
     * @param machine {@code x86_64}, {@code aarch64} or a number
     * @param commandLine of the kernel
     * @param kernel version of the kernel
     * @param osRelease what it boots, os-release(5)
     * @param sbat generations by component, for revocation
     * @param pcrSigned whether it carries signatures of expected TPM measurements
     */
    public record BootFile(
            String path,
            String kind,
            long size,
            String sha256,
            String machine,
            Optional<String> commandLine,
            Optional<String> kernel,
            Map<String, String> osRelease,
            Map<String, String> sbat,
            boolean pcrSigned,
            List<Section> sections,
            List<dev.atoll.image.signing.PeSignature> signatures) {
        public BootFile {
            osRelease = Map.copyOf(osRelease);
            sbat = Map.copyOf(sbat);
            sections = List.copyOf(sections);
            signatures = List.copyOf(signatures);
        }
    }

    /** A section; {@code size} is that of its data in bytes. */
    public record Section(String name, long size, String sha256) {}

    /**
     * A root file system.
     *
     * @param fileSystem what its superblock says
     * @param osRelease os-release(5)
     * @param kernel version of the kernel whose modules it has
     * @param kernelModules how many
     * @param contents how many nodes of which kind
     * @param packages what it was composed of; empty if it does not say
     */
    public record Root(
            FileSystem fileSystem,
            Map<String, String> osRelease,
            Optional<String> kernel,
            int kernelModules,
            Contents contents,
            List<ImagePackage> packages,
            List<User> users,
            List<Group> groups,
            List<EnabledUnit> enabled,
            List<String> masked,
            List<Listener> listeners,
            List<SpecialFile> setId,
            List<SpecialFile> capabilities,
            List<SpecialFile> worldWritable) {
        public Root {
            osRelease = Map.copyOf(osRelease);
            packages = List.copyOf(packages);
            users = List.copyOf(users);
            groups = List.copyOf(groups);
            enabled = List.copyOf(enabled);
            masked = List.copyOf(masked);
            listeners = List.copyOf(listeners);
            setId = List.copyOf(setId);
            capabilities = List.copyOf(capabilities);
            worldWritable = List.copyOf(worldWritable);
        }
    }

    /** The file system itself; {@code date} in seconds since 1970. */
    public record FileSystem(String type, long size, int blockSize, String uuid, String name, long date) {}

    /** Nodes by kind, hard links once in {@code files} and in {@code bytes}. */
    public record Contents(int files, int directories, int links, int devices, long bytes) {}

    /** A user; {@code login} says how one could log in. */
    public record User(String name, long uid, long gid, String home, String shell, Login login) {}

    /** How a user can log in. */
    public enum Login {
        /** Not at all: the shell refuses. */
        NO_SHELL,
        /** Not with a password; a key, if a program takes one. */
        NO_PASSWORD,
        /** With a password that the image has a hash of. */
        PASSWORD,
        /** Without a password. */
        EMPTY_PASSWORD
    }

    /** A group and who is in it beside those whose first group it is. */
    public record Group(String name, long gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * A unit that starts by itself.
     *
     * @param wantedBy units whose start starts it; empty for an alias
     * @param by {@code image} for links below {@code /etc}, {@code package} for those below {@code /usr}
     */
    public record EnabledUnit(String unit, List<String> wantedBy, String by) {
        public EnabledUnit {
            wantedBy = List.copyOf(wantedBy);
        }
    }

    /** A socket unit: what it listens on, and whether it starts by itself. */
    public record Listener(String unit, boolean enabled, List<String> addresses) {
        public Listener {
            addresses = List.copyOf(addresses);
        }
    }

    /** A file of note; {@code mode} in octal, {@code detail} its capabilities if that is why it is listed. */
    public record SpecialFile(String path, String mode, long uid, long gid, String detail) {}
}
