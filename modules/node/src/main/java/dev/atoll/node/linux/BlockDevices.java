package dev.atoll.node.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Block devices by the kernel's names, as sysfs and procfs show them.
 *
 * @param root of the system; tests have one of their own
 */
public record BlockDevices(Path root) {
    /** Those of the machine that this runs on. */
    public static BlockDevices ofMachine() {
        return new BlockDevices(Path.of("/"));
    }

    /** The name of the device that a path leads to. Empty if it is not there. */
    public Optional<String> name(Path device) {
        String name;
        try {
            name = String.valueOf(
                    root.resolve(Path.of("/").relativize(device)).toRealPath().getFileName());
        } catch (IOException _) {
            return Optional.empty();
        }
        return Files.exists(sys(name)) ? Optional.of(name) : Optional.empty();
    }

    /** Whether it is a partition of another device. */
    public boolean isPartition(String name) {
        return Files.exists(sys(name).resolve("partition"));
    }

    /** The partitions of a disk, by name. */
    public List<String> partitions(String disk) throws IOException {
        try (Stream<Path> entries = Files.list(sys(disk))) {
            return entries.filter(it -> Files.exists(it.resolve("partition")))
                    .map(it -> String.valueOf(it.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a label, by which systemd finds partitions, leads to a partition of a disk. */
    public boolean hasLabel(Path device, String label) {
        Optional<String> disk = name(device);
        Optional<String> partition = name(Path.of("/dev/disk/by-partlabel", label));
        return disk.isPresent()
                && partition.isPresent()
                && Files.exists(sys(disk.get()).resolve(partition.get()).resolve("partition"));
    }

    /** Whether a disk or a partition of it is mounted, swapped to, or part of a volume. */
    public boolean inUse(String disk) throws IOException {
        Set<String> busy = new TreeSet<>(mounted());
        List<String> all = new ArrayList<>(partitions(disk));
        all.add(disk);
        Path swaps = root.resolve("proc/swaps");
        String swapped = Files.exists(swaps) ? Files.readString(swaps) : "";
        for (String name : all) {
            Path held = sys(name).resolve("holders");
            if (busy.contains(Files.readString(sys(name).resolve("dev")).strip())
                    || swapped.lines().anyMatch(it -> it.startsWith("/dev/" + name + " "))
                    || (Files.isDirectory(held) && !isEmpty(held))) {
                return true;
            }
        }
        return false;
    }

    /** Numbers of the devices of all mounts. */
    private Set<String> mounted() throws IOException {
        Set<String> numbers = new TreeSet<>();
        for (String line : Files.readAllLines(root.resolve("proc/self/mountinfo"))) {
            numbers.add(line.split(" ", -1)[2]);
        }
        return numbers;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private Path sys(String name) {
        return root.resolve("sys/class/block").resolve(name);
    }
}
