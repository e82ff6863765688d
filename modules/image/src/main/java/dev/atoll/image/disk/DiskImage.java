package dev.atoll.image.disk;

import dev.atoll.disk.fat.FatOptions;
import dev.atoll.disk.fat.FatWriter;
import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.gpt.GptWriter;
import dev.atoll.disk.gpt.PartitionTypes;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.ComposedTree;
import dev.atoll.image.boot.SystemPartition;
import dev.atoll.image.boot.UnifiedKernel;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.signing.Authenticode;
import dev.atoll.image.signing.PlatformKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/**
 * Writes the disk image: the verified root, then the boot files that carry its root hash, the partition table last.
 * Sparse: what is empty is a hole.
 */
public final class DiskImage {
    private static final String BOOT_LOADER = "usr/lib/systemd/boot/efi/systemd-bootx64.efi";
    /** Tries that systemd-boot gives a new version before it falls back. */
    private static final int TRIES = 3;

    private final Definition definition;
    private final ComposedTree root;
    private final FileTree initrd;
    private final PlatformKeys keys;
    private final long date;
    private final DiskLayout layout;
    private final LineIds ids;

    /**
     * Prepares the image.
     *
     * @param date seconds since 1970, for times that formats ask for
     */
    public DiskImage(Definition definition, ComposedTree root, FileTree initrd, PlatformKeys keys, long date) {
        this.definition = definition;
        this.root = root;
        this.initrd = initrd;
        this.keys = keys;
        this.date = date;
        this.layout = DiskLayout.of(definition.disk());
        this.ids = new LineIds(definition.image().id());
    }

    /**
     * What was written; sizes in bytes.
     *
     * @param root the root with its hash tree
     * @param ukiSize the signed unified kernel image
     * @param diskSize the whole, holes included
     */
    public record Written(VerifiedRoot root, long ukiSize, long diskSize) {}

    /** Writes the file, which appears only when it is complete and on the disk. */
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
        VerifiedRoot verified = VerifiedRoot.write(root.tree(), ids, layout, date, disk);
        byte[] uki = Authenticode.sign(
                UnifiedKernel.of(
                        root.tree(),
                        initrd,
                        root.kernel().bytes(),
                        root.kernelVersion(),
                        definition,
                        verified.rootHash()),
                keys.db());
        FileTree esp =
                SystemPartition.of(Authenticode.sign(bootLoader(), keys.db()), ukiName(), uki, keys.enrolment(), date);
        FatWriter.write(
                esp,
                new FatOptions("ESP", ids.espSerial(), layout.esp().size(), date),
                disk,
                layout.esp().offset());
        GptWriter.write(table(verified.rootHash()), disk);
        return new Written(verified, uki.length, layout.imageSize());
    }

    private String ukiName() {
        return "%s_%s+%d.efi"
                .formatted(definition.image().id(), definition.image().version(), TRIES);
    }

    private byte[] bootLoader() {
        if (root.tree().get(BOOT_LOADER).orElse(null) instanceof Node.File file) {
            return file.content().bytes();
        }
        throw new IllegalStateException("no /" + BOOT_LOADER + " in the image; add the package systemd-boot-efi");
    }

    private GptTable table(String rootHash) {
        UUID[] slot = LineIds.partitionIds(rootHash);
        String label = definition.image().id() + "_" + definition.image().version();
        return new GptTable(
                ids.disk(),
                layout.imageSize(),
                List.of(
                        partition(PartitionTypes.ESP, ids.esp(), "esp", 0, layout.esp()),
                        partition(PartitionTypes.ROOT_X86_64, slot[0], label, PartitionTypes.READ_ONLY, layout.root()),
                        partition(
                                PartitionTypes.ROOT_X86_64_VERITY,
                                slot[1],
                                label + "_verity",
                                PartitionTypes.READ_ONLY,
                                layout.verity())));
    }

    private static GptPartition partition(UUID type, UUID id, String name, long attributes, DiskLayout.Range range) {
        return new GptPartition(type, id, name, attributes, range.offset(), range.size());
    }
}
