package dev.atoll.node.disk;

import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of a disk, for people; a document in the node's state. Nothing is decided by it.
 *
 * @param disk its name in the configuration
 * @param device a stable name of it
 * @param id the GUID of its partition table, once it has one
 * @param problem why its partitions cannot be made, if so
 * @param waits for what they wait, if so
 */
public record DiskRecord(
        String disk, String device, Optional<String> id, Optional<String> problem, Optional<String> waits) {
    private static final String ENDING = ".json";

    /** All that are kept in a folder, which may be missing; by the disk's name. */
    public static List<DiskRecord> all(Path folder) throws IOException {
        List<DiskRecord> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(it -> it.toString().endsWith(ENDING))
                        .sorted()
                        .toList()) {
                    all.add(Documents.read(file, DiskRecord.class));
                }
            }
        }
        return all;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Documents.writeJson(folder.resolve(disk + ENDING), this);
    }
}
