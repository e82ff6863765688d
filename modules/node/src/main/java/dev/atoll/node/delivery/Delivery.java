package dev.atoll.node.delivery;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.linux.ReadOnlyVolume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a configuration on the machine. Volumes that it found something on stay mounted until it is closed, since files
 * that a configuration includes lie there too. Needs root.
 */
public final class Delivery implements Closeable {
    private static final String CREDENTIAL = "atoll.config";
    private static final List<String> VOLUMES = List.of("CIDATA", "cidata");
    private static final List<String> FILES = List.of("node.yaml", "user-data");
    private static final String SYSTEM_PARTITION = "efi/loader/atoll/node.yaml";

    private final Path root;
    private final ReadOnlyVolume volume;

    /**
     * For a machine.
     *
     * @param root of its system
     * @param work a folder to mount a volume below
     */
    public Delivery(Path root, Path work) {
        this.root = root;
        this.volume = new ReadOnlyVolume(work.resolve("volume"));
    }

    /**
     * The first configuration that is found.
     *
     * @throws IOException if one is there and cannot be read
     */
    public Optional<Delivered> find() throws IOException {
        Path credential = root.resolve("run/credentials/@system").resolve(CREDENTIAL);
        if (Files.isRegularFile(credential)) {
            ConfigText text =
                    ConfigText.of("node.yaml", ConfigText.of(credential).bytes());
            return Optional.of(Delivered.of("credential " + CREDENTIAL, text));
        }
        for (String label : VOLUMES) {
            Path device = root.resolve("dev/disk/by-label").resolve(label);
            if (Files.exists(device)) {
                Optional<Delivered> found = volume(label, device);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        Path file = root.resolve(SYSTEM_PARTITION);
        return Files.isRegularFile(file) ? Optional.of(Delivered.of(file.toString(), named(file))) : Optional.empty();
    }

    private Optional<Delivered> volume(String label, Path device) throws IOException {
        Path folder = volume.mount(device, List.of());
        for (String name : FILES) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(Delivered.of("volume " + label + ", " + name, named(file)));
            }
        }
        close();
        return Optional.empty();
    }

    private static ConfigText named(Path file) {
        return ConfigText.of("node.yaml", ConfigText.of(file).bytes()).in(file.resolveSibling(""));
    }

    /** Takes down what was mounted. */
    @Override
    public void close() {
        volume.close();
    }
}
