package dev.atoll.image.tools;

import dev.atoll.document.Documents;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Composed trees in the user's cache, one per lock and definition. Any number of threads and processes may use one at
 * once. A tree appears whole, under a name made of what it was composed from; each use looks whether its files are still
 * as they were written, and composes it again if not. Trees that were not used for a week go when another is composed.
 */
public final class ToolTrees {
    /** Changes whenever the same lock and definition would give another tree. */
    private static final String FORMAT = "atoll tools 1\n";

    private static final int KEY_LENGTH = 16;
    private static final String LOCK = ".lock";
    private static final String NEW = ".new-";
    private static final String OLD = ".old-";
    private static final String USED = "used";
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Path home;
    private final Clock clock;

    /**
     * Trees below a directory.
     *
     * @param home made when it is first needed
     * @param clock tells when a tree was last used
     */
    public ToolTrees(Path home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Composes a tree into an empty directory. */
    @FunctionalInterface
    public interface Composition {
        /** Writes everything, the manifest too. */
        void compose(Path target) throws IOException;
    }

    /** The tree, if it is there and sound. */
    public Optional<ToolTree> find(ToolsDefinition definition, Lock lock) {
        try {
            return find(place(definition, lock), fault -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the tools below " + home, e);
        }
    }

    /**
     * The tree, composed if it is not there or was damaged.
     *
     * @param notice hears in one sentence what was wrong with a tree that is composed again
     * @throws UncheckedIOException if the cache cannot be written
     */
    public ToolTree open(ToolsDefinition definition, Lock lock, Composition composition, Consumer<String> notice) {
        Path place = place(definition, lock);
        try {
            Optional<ToolTree> found = find(place, fault -> {});
            return found.isPresent() ? found.get() : composeLocked(place, composition, notice);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the tools below " + home, e);
        }
    }

    private Path place(ToolsDefinition definition, Lock lock) {
        String inputs = FORMAT + Documents.writeJson(definition) + Documents.writeJson(lock);
        return home.resolve(
                Digest.of(inputs.getBytes(StandardCharsets.UTF_8)).hex().substring(0, KEY_LENGTH));
    }

    private Optional<ToolTree> find(Path place, Consumer<String> notice) throws IOException {
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        Optional<String> fault = Manifest.fault(place);
        if (fault.isPresent()) {
            notice.accept("the tools in " + place + " are composed again: " + fault.get());
            return Optional.empty();
        }
        touch(place);
        return Optional.of(new ToolTree(place));
    }

    private ToolTree composeLocked(Path place, Composition composition, Consumer<String> notice) throws IOException {
        Files.createDirectories(home);
        try (FileChannel channel =
                        FileChannel.open(home.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            Optional<ToolTree> made = held.isValid() ? find(place, notice) : Optional.empty();
            if (made.isPresent()) {
                return made.get();
            }
            clean(place);
            Path fresh = Files.createTempDirectory(home, NEW);
            try {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                composition.compose(fresh);
                replace(place, fresh);
            } finally {
                delete(fresh);
            }
            touch(place);
            return new ToolTree(place);
        }
    }

    /** Waits for other processes, and for other threads of this one, whom the channel only refuses. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                try {
                    Thread.sleep(PAUSE);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new CompositionException("interrupted while another composed the tools", "run it again");
                }
            }
        }
    }

    private void replace(Path place, Path fresh) throws IOException {
        if (Files.exists(place)) {
            Path old = Files.createTempDirectory(home, OLD);
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            delete(old);
        } else {
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Removes what killed processes left, and trees that nobody used lately; called while no other composes. */
    private void clean(Path except) throws IOException {
        Instant limit = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(home)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                boolean left = name.startsWith(NEW) || name.startsWith(OLD);
                if (left
                        || (!entry.equals(except)
                                && Files.isDirectory(entry)
                                && used(entry).isBefore(limit))) {
                    delete(entry);
                }
            }
        }
    }

    private static Instant used(Path place) throws IOException {
        Path stamp = place.resolve(USED);
        return Files.getLastModifiedTime(Files.exists(stamp) ? stamp : place).toInstant();
    }

    private void touch(Path place) throws IOException {
        Path stamp = place.resolve(USED);
        if (!Files.exists(stamp)) {
            Files.write(stamp, List.of());
        }
        Files.setLastModifiedTime(stamp, FileTime.from(clock.instant()));
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
