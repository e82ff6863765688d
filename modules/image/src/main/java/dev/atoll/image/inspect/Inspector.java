package dev.atoll.image.inspect;

import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.gpt.PartitionTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is in an image. */
public final class Inspector {
    private static final int BLOCK = 4096;

    private Inspector() {}

    /**
     * Inspects a disk image, a root file system or a boot file.
     *
     * @param verify whether to read all data and compare it with the hash trees; else they are only found
     * @throws InspectException if the file is no image that we know
     * @throws UncheckedIOException if it cannot be read
     */
    public static Inspection inspect(Path file, boolean verify) {
        return inspect(OpenedImage.open(file), verify);
    }

    /** The same for an image that was taken apart already. */
    public static Inspection inspect(OpenedImage image, boolean verify) {
        List<String> problems = new ArrayList<>(image.problems());
        List<Inspection.BootFile> boot = BootFiles.of(image.boot(), problems);
        List<Inspection.Verity> verity;
        try {
            verity = VerityFacts.of(image, boot, verify);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + image.file(), e);
        }
        Optional<Inspection.Root> root = image.root().map(it -> RootFacts.of(it, problems));
        verity.forEach(
                it -> it.problem().ifPresent(text -> problems.add("root hash of " + it.bootFile() + ": " + text)));
        for (Inspection.BootFile file : boot) {
            file.signatures()
                    .forEach(signature -> signature
                            .problem()
                            .ifPresent(text -> problems.add("signature of " + file.path() + ": " + text)));
        }
        return new Inspection(
                1,
                image.kind(),
                image.size(),
                image.table().map(table -> disk(image, table, verity)),
                verity,
                boot,
                root,
                problems);
    }

    private static Inspection.Disk disk(OpenedImage image, GptTable table, List<Inspection.Verity> verity) {
        List<Inspection.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < table.partitions().size(); i++) {
            GptPartition partition = table.partitions().get(i);
            partitions.add(new Inspection.Partition(
                    i + 1,
                    partition.type().toString(),
                    PartitionNames.of(partition.type()),
                    partition.name(),
                    partition.id().toString(),
                    partition.offset(),
                    partition.size(),
                    used(image, i + 1, partition, verity),
                    image.contents().get(i)));
        }
        return new Inspection.Disk(table.diskId().toString(), table.diskSize(), partitions);
    }

    private static Optional<Long> used(
            OpenedImage image, int number, GptPartition partition, List<Inspection.Verity> verity) {
        if (partition.type().equals(PartitionTypes.ESP)) {
            return image.espUsed();
        }
        Optional<Long> root = image.root()
                .filter(it -> it.partition() == number)
                .map(it -> it.info().size());
        return root.or(() -> verity.stream()
                .filter(it -> it.hashPartition().equals(Optional.of(number)))
                .flatMap(it -> it.dataBlocks().stream())
                .map(Inspector::treeSize)
                .findFirst());
    }

    /** Size of a hash tree with its superblock, in bytes. */
    private static long treeSize(long dataBlocks) {
        long blocks = 1;
        for (long level = dataBlocks; level > 1; ) {
            level = Math.ceilDiv(level, BLOCK / 32);
            blocks += level;
        }
        return blocks * BLOCK;
    }
}
