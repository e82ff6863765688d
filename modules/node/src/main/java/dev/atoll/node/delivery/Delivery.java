package dev.atoll.node.delivery;

import dev.atoll.document.Documents;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.Mounts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks for a configuration on the machine. Needs root. */
public final class Delivery {
    private static final String CREDENTIAL = "atoll.config";
    private static final List<String> VOLUMES = List.of("CIDATA", "cidata");
    private static final List<String> FILES = List.of("node.yaml", "user-data");
    private static final Path SYSTEM_PARTITION = Path.of("/efi/loader/atoll/node.yaml");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path credentials;
    private final Path labels;
    private final Path work;

    /** @param work a folder to mount a volume below */
    public Delivery(Path work) {
        this(Path.of("/run/credentials/@system"), Path.of("/dev/disk/by-label"), work);
    }

    Delivery(Path credentials, Path labels, Path work) {
        this.credentials = credentials;
        this.labels = labels;
        this.work = work;
    }

    /**
     * The first configuration that is found.
     *
     * @throws IOException if one is there and cannot be read
     */
    public Optional<Delivered> find() throws IOException {
        Path credential = credentials.resolve(CREDENTIAL);
        if (Files.isRegularFile(credential)) {
            return Optional.of(new Delivered("credential " + CREDENTIAL, read(credential)));
        }
        for (String label : VOLUMES) {
            if (Files.exists(labels.resolve(label))) {
                Optional<Delivered> found = volume(label);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (Files.isRegularFile(SYSTEM_PARTITION)) {
            return Optional.of(new Delivered(SYSTEM_PARTITION.toString(), read(SYSTEM_PARTITION)));
        }
        return Optional.empty();
    }

    private Optional<Delivered> volume(String label) throws IOException {
        Path at = work.resolve("volume");
        Files.createDirectories(at);
        Command.check(
                LIMIT,
                List.of(
                        "mount",
                        "-o",
                        "ro,nosuid,nodev,noexec",
                        labels.resolve(label).toString(),
                        at.toString()));
        try {
            for (String name : FILES) {
                if (Files.isRegularFile(at.resolve(name))) {
                    return Optional.of(new Delivered("volume " + label + ", " + name, read(at.resolve(name))));
                }
            }
            return Optional.empty();
        } finally {
            Mounts.unmount(at);
        }
    }

    /** One byte more than a document may have, so that a longer one is refused as such. */
    private static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(Documents.LARGEST + 1), StandardCharsets.UTF_8);
        }
    }
}
