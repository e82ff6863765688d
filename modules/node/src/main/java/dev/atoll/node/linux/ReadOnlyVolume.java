package dev.atoll.node.linux;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A place where volumes are mounted to be read, one at a time. Needs root. */
public final class ReadOnlyVolume implements Closeable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path at;

    /** @param at a directory, made if it is missing */
    public ReadOnlyVolume(Path at) {
        this.at = at;
    }

    /**
     * Mounts a device in place of the last one.
     *
     * @param types of file systems that it may have; any if there is none
     * @return where its files are
     * @throws CommandException if it cannot be mounted
     */
    public Path mount(Path device, List<String> types) throws IOException {
        close();
        Files.createDirectories(at);
        List<String> words = new ArrayList<>(List.of("mount", "-o", "ro,nosuid,nodev,noexec"));
        if (!types.isEmpty()) {
            words.addAll(List.of("-t", String.join(",", types)));
        }
        words.addAll(List.of(device.toString(), at.toString()));
        Command.check(LIMIT, words);
        return at;
    }

    /** Takes down what was mounted. */
    @Override
    public void close() {
        if (Mounts.isMounted(at)) {
            Mounts.unmount(at);
        }
    }
}
