package dev.atoll.node.disk;

import dev.atoll.node.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes tables and partitions on disks of the machine. Whoever calls has decided. Needs root. */
final class PartitionMaker {
    /** A large disk takes its time to discard blocks. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final Path DEFINITIONS = Path.of("/etc/atoll/disks");
    private static final Path WORK = Path.of("/run/atoll/disks");

    /** Removes all signatures and makes a table without partitions, in whose GUID the mark is. */
    void empty(DiskRequest request, String device) throws IOException {
        Files.createDirectories(WORK);
        Path script = WORK.resolve(request.name() + ".sfdisk");
        Files.writeString(script, "label: gpt\nlabel-id: " + DiskMark.forTable(UUID.randomUUID()) + "\n");
        Command.check(LIMIT, script, List.of("sfdisk", "--quiet", "--lock", "--wipe", "always", device));
    }

    /**
     * Makes partitions where there is room. Only their definitions are given, so no other is touched; systemd-repart writes
     * the table last, so a partition that is there is whole.
     *
     * @param key for those that a person opens
     */
    void add(DiskRequest request, List<String> missing, String device, Optional<Path> key) throws IOException {
        Path definitions = WORK.resolve(request.name());
        Files.createDirectories(definitions);
        for (int i = 0; i < request.labels().size(); i++) {
            String file = definition(i, request.labels().get(i));
            Files.deleteIfExists(definitions.resolve(file));
            if (missing.contains(request.labels().get(i))) {
                Files.copy(
                        DEFINITIONS.resolve(request.name()).resolve(file),
                        definitions.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<String> words = new ArrayList<>(List.of(
                "systemd-repart",
                "--dry-run=no",
                "--empty=refuse",
                "--pretty=no",
                "--no-legend",
                "--seed=random",
                "--definitions=" + definitions,
                "--tpm2-device=auto",
                "--tpm2-pcrs=7"));
        key.ifPresent(it -> words.add("--key-file=" + it));
        words.add(device);
        Command.check(LIMIT, words);
    }

    /** The name of the file with a partition's definition. */
    static String definition(int number, String label) {
        return "%02d-%s.conf".formatted(number, label);
    }
}
