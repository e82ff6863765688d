package dev.atoll.node.generation;

import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.Mounts;
import dev.atoll.node.linux.Owned;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Add-ons of the unified kernel image (systemd-stub(7)): the image carries signed ones, and those chosen lie on the EFI system
 * partition, where the next boot takes them. Needs root.
 */
final class KernelAddons {
    private static final String CARRIED = "usr/lib/atoll/kernel-addons";
    private static final String CHOSEN = "etc/atoll/kernel-addons";
    private static final String SUFFIX = ".addon.efi";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final NodePaths paths;

    KernelAddons(NodePaths paths) {
        this.paths = paths;
    }

    /**
     * Checks that the image carries what is chosen.
     *
     * @param root of a system with a choice or without one
     * @throws StageException if it does not
     */
    void check(Path root) throws IOException {
        Path chosen = root.resolve(CHOSEN);
        if (!Files.exists(chosen)) {
            return;
        }
        Set<String> carried = carried();
        for (String name : Files.readAllLines(chosen)) {
            if (!carried.contains(name)) {
                throw new StageException("kernelAddons: this image has no add-on " + name
                        + (carried.isEmpty() ? ", nor any other" : "; it has " + String.join(", ", carried)));
            }
        }
    }

    /**
     * Puts those that a generation chooses onto the EFI system partition, and takes others of the image away from it. Without
     * a choice they are those that the image chooses. Files that are no add-ons of this image stay.
     *
     * @param generation its folder
     */
    void put(Optional<Path> generation) throws IOException {
        Set<String> carried = carried();
        if (carried.isEmpty() || !Files.exists(paths.systemPartition())) {
            return;
        }
        Path choice = generation
                .map(it -> it.resolve(CHOSEN))
                .filter(Files::exists)
                .orElse(paths.image().resolve(CARRIED).resolve("enabled"));
        Set<String> wanted = Set.copyOf(Files.readAllLines(choice));
        Path mount = Files.createDirectories(paths.run().resolve("esp"));
        Command.check(
                LIMIT,
                List.of(
                        "mount",
                        "-o",
                        "nosuid,nodev,noexec,umask=0077",
                        paths.systemPartition().toString(),
                        mount.toString()));
        try {
            Path folder = mount.resolve("loader/addons");
            for (String name : carried) {
                if (wanted.contains(name)) {
                    write(paths.image().resolve(CARRIED).resolve(name + SUFFIX), folder, name);
                } else {
                    Files.deleteIfExists(folder.resolve(name + SUFFIX));
                }
            }
            if (Files.isDirectory(folder)) {
                Owned.sync(folder);
            }
        } finally {
            Mounts.unmount(mount);
        }
    }

    private static void write(Path from, Path folder, String name) throws IOException {
        Path at = folder.resolve(name + SUFFIX);
        if (Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS) && Files.mismatch(from, at) < 0) {
            return;
        }
        Files.createDirectories(folder);
        Path fresh = folder.resolve(name + ".new");
        Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Set<String> carried() throws IOException {
        Path folder = paths.image().resolve(CARRIED);
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
