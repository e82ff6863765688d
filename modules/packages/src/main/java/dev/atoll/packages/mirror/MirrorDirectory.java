package dev.atoll.packages.mirror;

import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A repository in a directory that any web server can hand out.
 *
 * <p>{@code pool/} holds the packages, {@code generations/HEX/} the suites of one state, named by its digest, with
 * {@code pool} as the list of its packages; {@code dists} is a link to the current one. A new state is written beside
 * the current one and the link is replaced in one step: readers see the old or the new state, never a mixture. The state
 * before stays, with its packages, for readers who are still busy with it; older ones are removed.
 */
public final class MirrorDirectory {
    /** The public key that the repository is signed with. */
    public static final String KEY = "archive-key.asc";

    private static final String DISTS = "dists";
    private static final String GENERATIONS = "generations";
    private static final String POOL_LIST = "pool.list";
    private static final int NAME = 16;

    private final Path directory;

    /** A repository at {@code directory}, which may be missing or empty. */
    public MirrorDirectory(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * What was written.
     *
     * @param packages in the pool of this state
     * @param bytes of them
     * @param generation the state's name
     * @param changed whether there was another state, or none, before
     */
    public record Written(int packages, long bytes, String generation, boolean changed) {}

    /**
     * Makes the repository offer exactly these suites.
     *
     * @param progress told how many bytes of packages more are there
     * @throws MirrorException if two packages want one path, the directory is something else, or another writer is busy
     * @throws UncheckedIOException if it cannot be written; the state before is still there
     */
    @SuppressWarnings("try") // the lock is only held
    public Written write(List<MirrorSuite> suites, ArchiveKey key, LongConsumer progress) {
        SortedMap<String, StoredPackage> pool = pool(suites);
        try {
            prepare();
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new MirrorException(directory + " is being written by another process", "wait for it");
                }
                for (StoredPackage file : pool.values()) {
                    Pool.place(file, directory.resolve(file.path()));
                    progress.accept(file.size());
                }
                return write(suites, key, pool);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the repository " + directory, e);
        }
    }

    private void prepare() throws IOException {
        if (Files.isDirectory(directory) && !Files.isDirectory(directory.resolve(GENERATIONS))) {
            try (Stream<Path> found = Files.list(directory)) {
                if (found.anyMatch(file -> !file.endsWith(".lock"))) {
                    throw new MirrorException(
                            directory + " holds files and is no repository of ours",
                            "give an empty directory, or one that does not exist");
                }
            }
        }
        Files.createDirectories(directory.resolve(GENERATIONS));
    }

    private static SortedMap<String, StoredPackage> pool(List<MirrorSuite> suites) {
        SortedMap<String, StoredPackage> pool = new TreeMap<>();
        for (MirrorSuite suite : suites) {
            for (StoredPackage file : suite.packages()) {
                StoredPackage other = pool.putIfAbsent(file.path(), file);
                if (other != null && !other.digest().equals(file.digest())) {
                    throw new MirrorException(
                            "two packages want the path " + file.path() + ": SHA-256 " + other.digest() + " and "
                                    + file.digest(),
                            "they are of different archives; write two repositories, with --lock each");
                }
            }
        }
        return pool;
    }

    private Written write(List<MirrorSuite> suites, ArchiveKey key, SortedMap<String, StoredPackage> pool)
            throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (MirrorSuite suite : suites) {
            SuiteFiles.of(suite, key).forEach((path, bytes) -> files.put(suite.name() + "/" + path, bytes));
        }
        files.put(POOL_LIST, (String.join("\n", pool.keySet()) + "\n").getBytes(StandardCharsets.UTF_8));
        String name = name(files);
        Path target = directory.resolve(GENERATIONS).resolve(name);
        Optional<String> before = current();
        if (!Files.isDirectory(target)) {
            Path beside = target.resolveSibling("new");
            Trees.delete(beside);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Trees.write(beside.resolve(file.getKey()), file.getValue());
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        }
        Trees.write(directory.resolve(KEY), key.publicKey().getBytes(StandardCharsets.UTF_8));
        Path link = directory.resolve(".dists.new");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(GENERATIONS, name));
        Files.move(link, directory.resolve(DISTS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        boolean changed = !before.equals(Optional.of(name));
        if (changed) {
            clean(before.map(old -> Set.of(old, name)).orElse(Set.of(name)));
        }
        long bytes = pool.values().stream().mapToLong(StoredPackage::size).sum();
        return new Written(pool.size(), bytes, name, changed);
    }

    private Optional<String> current() throws IOException {
        Path link = directory.resolve(DISTS);
        return Files.isSymbolicLink(link)
                ? Optional.of(Files.readSymbolicLink(link).getFileName().toString())
                : Optional.empty();
    }

    /** Removes all states but these, and the packages that none of these has. */
    private void clean(Set<String> keep) throws IOException {
        Set<Path> needed = new TreeSet<>();
        try (Stream<Path> states = Files.list(directory.resolve(GENERATIONS))) {
            for (Path state : states.sorted().toList()) {
                if (!keep.contains(state.getFileName().toString())) {
                    Trees.delete(state);
                } else if (Files.exists(state.resolve(POOL_LIST))) {
                    Files.readAllLines(state.resolve(POOL_LIST)).forEach(path -> needed.add(directory.resolve(path)));
                }
            }
        }
        Path pool = directory.resolve("pool");
        if (Files.isDirectory(pool, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(pool)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    boolean empty = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && Trees.isEmpty(file);
                    if (empty || (Files.isRegularFile(file) && !needed.contains(file))) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    private static String name(SortedMap<String, byte[]> files) {
        MessageDigest hash = Digest.sha256();
        files.forEach(
                (path, bytes) -> hash.update((path + " " + Digest.of(bytes) + "\n").getBytes(StandardCharsets.UTF_8)));
        return Digest.finish(hash).hex().substring(0, NAME);
    }
}
