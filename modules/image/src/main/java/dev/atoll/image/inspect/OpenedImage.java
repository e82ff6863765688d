package dev.atoll.image.inspect;

import dev.atoll.disk.erofs.ErofsInfo;
import dev.atoll.disk.erofs.ErofsReader;
import dev.atoll.disk.erofs.MalformedErofsException;
import dev.atoll.disk.fat.FatReader;
import dev.atoll.disk.fat.MalformedFatException;
import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptReader;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.gpt.MalformedGptException;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image taken apart.
 *
 * @param file the image; its tree's contents are read from it when asked for
 * @param kind what it is
 * @param size its size in bytes
 * @param table its partitions, if it is a disk
 * @param contents what each of them holds, in their order
 * @param boot PE images by their path on the EFI system partition, or the file itself
 * @param espUsed bytes of all files on the EFI system partition
 * @param root the root file system, if there is one that can be read
 * @param problems what could not be read
 */
public record OpenedImage(
        Path file,
        Inspection.Kind kind,
        long size,
        Optional<GptTable> table,
        List<String> contents,
        Map<String, byte[]> boot,
        Optional<Long> espUsed,
        Optional<RootFileSystem> root,
        List<String> problems) {
    /** A boot file is held in memory as a whole. */
    private static final long LARGEST_BOOT_FILE = 512L << 20;

    /**
     * A root file system.
     *
     * @param info what its superblock says
     * @param tree its files
     * @param partition number of its partition; 0 if it is the whole file
     */
    public record RootFileSystem(ErofsInfo info, FileTree tree, int partition) {}

    /**
     * Takes a file apart.
     *
     * @throws InspectException if it is no image that we know
     * @throws UncheckedIOException if it cannot be read
     */
    public static OpenedImage open(Path file) {
        if (Files.isDirectory(file)) {
            throw new InspectException(file + " is a directory", "name the image in it");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Opening(file, channel).open();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The root file system, which some things cannot be said without. */
    public RootFileSystem requireRoot() {
        return root.orElseThrow(() -> new InspectException(
                file + " has no root file system that can be read"
                        + (problems.isEmpty() ? "" : ": " + String.join("; ", problems)),
                "name a disk image or a root in EROFS; atoll image inspect says what is in the file"));
    }

    /** The work of {@link #open}. */
    private static final class Opening {
        private final Path file;
        private final FileChannel channel;
        private final List<String> problems = new ArrayList<>();

        Opening(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        OpenedImage open() throws IOException {
            ContentType type = ContentType.at(channel, 0);
            return switch (type) {
                case PE -> bootFile();
                case EROFS -> {
                    Optional<RootFileSystem> root = root(0, 0, "the root");
                    yield image(Inspection.Kind.ROOT, Optional.empty(), List.of(), Map.of(), Optional.empty(), root);
                }
                case EMPTY ->
                    throw new InspectException(file + " is empty or begins with zeros only", "check the path");
                default -> disk(type);
            };
        }

        private OpenedImage image(
                Inspection.Kind kind,
                Optional<GptTable> table,
                List<String> contents,
                Map<String, byte[]> boot,
                Optional<Long> espUsed,
                Optional<RootFileSystem> root)
                throws IOException {
            return new OpenedImage(file, kind, channel.size(), table, contents, boot, espUsed, root, problems);
        }

        private OpenedImage bootFile() throws IOException {
            if (channel.size() > LARGEST_BOOT_FILE) {
                throw new InspectException(
                        file + " begins like a boot file but has " + channel.size() + " bytes", "check the path");
            }
            Map<String, byte[]> boot = Map.of(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            return image(
                    Inspection.Kind.BOOT_FILE, Optional.empty(), List.of(), boot, Optional.empty(), Optional.empty());
        }

        private OpenedImage disk(ContentType type) throws IOException {
            if (type.isWrappedDisk()) {
                throw new InspectException(
                        file + " is a disk in the form " + type.text() + ", and only raw disks are read",
                        "convert it: qemu-img convert -O raw " + file + " disk.raw");
            }
            if (type.isCompressed()) {
                throw new InspectException(file + " is compressed (" + type.text() + ")", "unpack it first");
            }
            GptTable table;
            try {
                table = GptReader.read(channel);
            } catch (MalformedGptException e) {
                if (type != ContentType.UNKNOWN) {
                    throw new InspectException(
                            file + " is a file system of type " + type.text() + " without a partition table",
                            "only EROFS is read");
                }
                throw new InspectException(
                        file + " is no image that can be read: " + e.getMessage(),
                        "name a raw disk image, a root in EROFS or an .efi file; was it copied completely?");
            }
            List<String> contents = new ArrayList<>();
            Map<String, byte[]> boot = new TreeMap<>();
            Optional<Long> espUsed = Optional.empty();
            Optional<RootFileSystem> root = Optional.empty();
            if (table.diskSize() > channel.size()) {
                problems.add("the disk has " + table.diskSize() + " bytes and the file only " + channel.size());
            }
            for (int i = 0; i < table.partitions().size(); i++) {
                GptPartition partition = table.partitions().get(i);
                String name = "partition " + (i + 1) + " (" + partition.name() + ")";
                ContentType content = ContentType.at(channel, partition.offset());
                contents.add(content.text());
                if (partition.end() > channel.size()) {
                    problems.add(name + " ends at " + partition.end() + ", and the file at " + channel.size());
                }
                if (PartitionNames.isEsp(partition.type())) {
                    espUsed = esp(partition, name, boot);
                } else if (PartitionNames.isRoot(partition.type()) && root.isEmpty()) {
                    if (content == ContentType.EROFS) {
                        root = root(partition.offset(), i + 1, name);
                    } else if (content != ContentType.EMPTY) {
                        problems.add(name + " holds " + content.text() + ", and only EROFS is read");
                    }
                }
            }
            return image(Inspection.Kind.DISK, Optional.of(table), contents, boot, espUsed, root);
        }

        private Optional<Long> esp(GptPartition partition, String name, Map<String, byte[]> boot) throws IOException {
            FileTree tree;
            try {
                tree = FatReader.read(channel, partition.offset());
            } catch (MalformedFatException e) {
                problems.add(name + ": " + e.getMessage());
                return Optional.empty();
            }
            long used = 0;
            for (var entry : tree.nodes().entrySet()) {
                if (entry.getValue() instanceof Node.File it) {
                    used += it.content().size();
                    if (entry.getKey().toLowerCase(Locale.ROOT).endsWith(".efi")) {
                        boot.put(entry.getKey(), it.content().bytes());
                    }
                }
            }
            return Optional.of(used);
        }

        private Optional<RootFileSystem> root(long offset, int number, String name) throws IOException {
            try {
                return Optional.of(
                        new RootFileSystem(ErofsInfo.read(file, offset), ErofsReader.read(file, offset), number));
            } catch (MalformedErofsException e) {
                problems.add(name + ": " + e.getMessage());
                return Optional.empty();
            }
        }
    }
}
