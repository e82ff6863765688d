package dev.atoll.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store that a process uses, written down where whoever cleans the store looks. A lease is a directory:
 * {@code lock}, locked for as long as the process lives, whichever way it ends, and {@code used}, paths below the
 * store's root, one a line. It is made when the first file is used. Thread safe.
 */
final class Lease implements AutoCloseable {
    /** Distinguishes processes also where numbers of processes repeat, as in containers. */
    private static final String PROCESS = ProcessHandle.current().pid() + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L)
            + "-";

    private static final String LOCK = "lock";
    private static final String USED = "used";

    private final StoreLayout layout;
    private final Gate gate;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();
    private @Nullable Path directory;
    private @Nullable FileChannel held;

    Lease(StoreLayout layout, Gate gate) {
        this.layout = layout;
        this.gate = gate;
    }

    /** From when this returns, nobody who cleans the store removes that file, whether it exists yet or not. */
    void use(Path file) throws IOException {
        String name = layout.name(file);
        if (noted.contains(name)) {
            return;
        }
        gate.pass(() -> {
            Files.writeString(directory().resolve(USED), name + "\n", StandardOpenOption.APPEND);
            noted.add(name);
        });
    }

    /** The directory, made inside the gate. */
    private Path directory() throws IOException {
        if (directory == null) {
            Files.createDirectories(layout.leases());
            live(layout);
            Path made = Files.createTempDirectory(layout.leases(), PROCESS);
            Files.createFile(made.resolve(USED));
            held = FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.lock();
            directory = made;
        }
        return directory;
    }

    /** Names of all files that live processes use. Call inside the gate. */
    static Set<String> inUse(StoreLayout layout) throws IOException {
        Set<String> used = new HashSet<>();
        for (Path lease : live(layout)) {
            used.addAll(Files.readAllLines(lease.resolve(USED), StandardCharsets.UTF_8));
        }
        return used;
    }

    /** Leases of live processes; those of dead ones are removed. */
    private static List<Path> live(StoreLayout layout) throws IOException {
        List<Path> live = new ArrayList<>();
        if (Files.isDirectory(layout.leases())) {
            try (DirectoryStream<Path> leases = Files.newDirectoryStream(layout.leases())) {
                for (Path lease : leases) {
                    if (isLive(lease)) {
                        live.add(lease);
                    } else {
                        remove(lease);
                    }
                }
            }
        }
        return live;
    }

    @SuppressWarnings("try") // the lock is only tried
    private static boolean isLive(Path lease) throws IOException {
        if (lease.getFileName().toString().startsWith(PROCESS)) {
            return Files.exists(lease.resolve(LOCK)); // to open and close it would release this process's own lock
        }
        try (FileChannel channel = FileChannel.open(lease.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void remove(Path lease) throws IOException {
        Files.deleteIfExists(lease.resolve(USED));
        Files.deleteIfExists(lease.resolve(LOCK));
        Files.deleteIfExists(lease);
    }

    /** Gives everything back. */
    @Override
    public void close() throws IOException {
        Optional<FileChannel> channel = Optional.ofNullable(held);
        if (channel.isPresent()) {
            gate.pass(() -> {
                if (directory != null) {
                    remove(directory);
                }
                channel.get().close();
                directory = null;
                held = null;
                noted.clear();
            });
        }
    }
}
