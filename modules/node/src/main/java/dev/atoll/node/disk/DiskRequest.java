package dev.atoll.node.disk;

import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import dev.atoll.node.config.DataDisk.Encryption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration wants of a disk.
 *
 * @param name of the disk in the configuration
 * @param device a stable name of it
 * @param wipe whether other contents may be removed
 * @param labels of all partitions, in the order of their definitions
 * @param keyed those of them that are opened by a key which a person has
 */
record DiskRequest(String name, Path device, boolean wipe, List<String> labels, List<String> keyed) {
    DiskRequest {
        labels = List.copyOf(labels);
        keyed = List.copyOf(keyed);
    }

    /**
     * Reads the variables that the configuration gives to the disk's unit.
     *
     * @throws IllegalArgumentException if one is not there
     */
    static DiskRequest of(String name, Map<String, String> environment) {
        String device = Optional.ofNullable(environment.get("DEVICE"))
                .orElseThrow(() -> new IllegalArgumentException("no disk " + name + " is configured"));
        return new DiskRequest(
                name,
                Path.of(device),
                environment.getOrDefault("WIPE", "no").equals("yes"),
                words(environment.getOrDefault("LABELS", "")),
                words(environment.getOrDefault("KEYED", "")));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /** A configured disk. */
    static DiskRequest of(DataDisk disk) {
        return new DiskRequest(
                disk.name(),
                Path.of(disk.device()),
                disk.wipe(),
                disk.partitions().stream().map(DataPartition::name).toList(),
                disk.partitions().stream()
                        .filter(it -> it.encrypt().equals(Optional.of(Encryption.RECOVERY_KEY)))
                        .map(DataPartition::name)
                        .toList());
    }
}
