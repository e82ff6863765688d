package dev.atoll.image.disk;

import dev.atoll.disk.fat.FatOptions;
import dev.atoll.disk.fat.FatWriter;
import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.gpt.GptWriter;
import dev.atoll.disk.gpt.PartitionTypes;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.boot.EfiPrograms;
import dev.atoll.image.boot.SystemPartition;
import dev.atoll.image.boot.UnifiedKernel;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Image;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.signing.Authenticode;
import dev.atoll.image.signing.PlatformKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Writes the disk image: the verified root, then the boot files that carry its root hash, the partition table last.
 * Sparse: what is empty is a hole. Not thread safe.
 */
public final class DiskImage {
    /** Tries that systemd-boot gives a new version before it falls back. */
    private static final int TRIES = 3;
    /** Characters that a partition's label can have. */
    private static final int MAX_LABEL = 36;

    private static final String VERITY = "_verity";

    private final Definition definition;
    private final FileTree root;
    private final Content kernel;
    private final String kernelVersion;
    private final byte[] initrd;
    private final Map<String, byte[]> addons;
    private final PlatformKeys keys;
    private final long date;
    private final DiskLayout layout;
    private final LineIds ids;
    private final String label;

    /**
     * Prepares the image.
     *
     * @param initrd its archive
     * @param addons kernel add-ons that new machines start with, by file name
     * @param date seconds since 1970, for times that formats ask for
     * @throws CompositionException if the image's id and version are too long for labels of partitions
     */
    public DiskImage(
            Definition definition,
            FileTree root,
            Content kernel,
            String kernelVersion,
            byte[] initrd,
            Map<String, byte[]> addons,
            PlatformKeys keys,
            long date) {
        this.definition = definition;
        this.root = root;
        this.kernel = kernel;
        this.kernelVersion = kernelVersion;
        this.initrd = initrd;
        this.addons = new TreeMap<>(addons);
        this.keys = keys;
        this.date = date;
        this.layout = DiskLayout.of(definition.disk());
        this.ids = new LineIds(definition.image().id());
        this.label = label(definition.image());
    }

    /**
     * What was written; sizes in bytes.
     *
     * @param root the root with its hash tree
     * @param kernelImage the signed unified kernel image
     * @param layout where the partitions lie
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Written(VerifiedRoot root, byte[] kernelImage, DiskLayout layout) {
        /** The whole disk, holes included. */
        public long diskSize() {
            return layout.imageSize();
        }
    }

    /**
     * Writes the file, which appears only when it is complete and on the disk.
     *
     * @throws ArtefactTooLargeException if the root, its hash tree or two unified kernel images outgrow their partition
     * @throws CompositionException if the root has no boot loader or stub
     */
    public Written write(Path file) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Written written;
            try (FileChannel channel = FileChannel.open(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                written = write(channel);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Written write(FileChannel disk) throws IOException {
        VerifiedRoot verified = VerifiedRoot.write(root, ids, layout, date, disk);
        byte[] uki = Authenticode.sign(
                UnifiedKernel.of(root, initrd, kernel.bytes(), kernelVersion, definition, verified.rootHash()),
                keys.db());
        LimitExceededException.check(definition.limits(), verified.rootSize(), uki.length);
        ArtefactTooLargeException.check(
                "a unified kernel image together with its successor",
                2L * uki.length,
                layout.esp().size());
        FileTree esp = SystemPartition.of(
                definition.image().architecture(),
                Authenticode.sign(bootLoader(), keys.db()),
                ukiName(),
                uki,
                addons,
                keys.enrolment(),
                date);
        FatWriter.write(
                esp,
                new FatOptions("ESP", ids.espSerial(), layout.esp().size(), date),
                disk,
                layout.esp().offset());
        GptWriter.write(table(verified.rootHash()), disk);
        return new Written(verified, uki, layout);
    }

    private String ukiName() {
        return "%s+%d.efi".formatted(label, TRIES);
    }

    private static String label(Image image) {
        String label = image.id() + "_" + image.version();
        if (label.length() + VERITY.length() > MAX_LABEL) {
            throw new CompositionException(
                    "image.id and image.version have more than %d characters together: %s does not fit the label of a partition"
                            .formatted(MAX_LABEL - VERITY.length() - 1, label),
                    "shorten image.id in the definition");
        }
        return label;
    }

    private byte[] bootLoader() {
        String path = EfiPrograms.bootLoader(definition.image().architecture());
        if (root.get(path).orElse(null) instanceof Node.File file) {
            return file.content().bytes();
        }
        throw new CompositionException(
                "no /" + path + " in the image: the firmware starts it", "install the package systemd-boot-efi");
    }

    private GptTable table(String rootHash) {
        RootTypes types = RootTypes.of(definition.image().architecture());
        UUID[] slot = LineIds.partitionIds(rootHash);
        return new GptTable(
                ids.disk(),
                layout.imageSize(),
                List.of(
                        partition(PartitionTypes.ESP, ids.esp(), "esp", 0, layout.esp()),
                        partition(types.root(), slot[0], label, PartitionTypes.READ_ONLY, layout.root()),
                        partition(types.verity(), slot[1], label + VERITY, PartitionTypes.READ_ONLY, layout.verity())));
    }

    /** Partition types of a root and its hash tree. */
    private record RootTypes(UUID root, UUID verity) {
        static RootTypes of(Architecture architecture) {
            return switch (architecture) {
                case X86_64 -> new RootTypes(PartitionTypes.ROOT_X86_64, PartitionTypes.ROOT_X86_64_VERITY);
                case AARCH64 -> new RootTypes(PartitionTypes.ROOT_ARM64, PartitionTypes.ROOT_ARM64_VERITY);
            };
        }
    }

    private static GptPartition partition(UUID type, UUID id, String name, long attributes, DiskLayout.Range range) {
        return new GptPartition(type, id, name, attributes, range.offset(), range.size());
    }
}
