package dev.atoll.node.generation;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a generation in place of the running one: a new overlay is mounted beneath the one on {@code /etc}, and that one then
 * taken away, so that there is no moment without {@code /etc}. Needs root, and the machine's own mount namespace.
 *
 * <p>The layer of each overlay that takes changes lies in memory, in a folder {@code N} below {@code /run/atoll/etc}, and
 * {@code live} is a link to that of the running one. The initrd makes the first.
 */
public final class EtcSwitch {
    private static final String LIVE = "live";
    /** Beside the layer in memory: the number of the generation below it, 0 if there is none. */
    private static final String GENERATION = "generation";

    private final NodePaths paths;
    private final Generations generations;

    public EtcSwitch(NodePaths paths) {
        this.paths = paths;
        this.generations = new Generations(paths);
    }

    /** The state that a generation has, or without one the image alone, before anything is changed by hand. */
    public EtcState state(Optional<Integer> generation) {
        return new EtcState(lower(generation));
    }

    /** The generation in place; empty if the image alone is. */
    public Optional<Integer> live() throws IOException {
        String number = Files.readString(drift().resolveSibling(GENERATION)).strip();
        return number.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(number)) : Optional.empty();
    }

    /** Where the kernel keeps what was changed by hand since the boot or the last switch. */
    public Path drift() throws IOException {
        return folder().resolve(Files.readSymbolicLink(folder().resolve(LIVE))).resolve("upper");
    }

    /**
     * Switches.
     *
     * @param generation the new one; without one the image alone
     * @param discarded changes by hand that do not outlive the switch, because the new generation has them otherwise
     */
    public void put(Optional<Integer> generation, List<PathChange> discarded) throws IOException {
        Path next = folder().resolve(String.valueOf(nextNumber()));
        Path upper = next.resolve("upper");
        Path mount = next.resolve("mount");
        Files.createDirectories(upper);
        Files.createDirectories(mount);
        Files.createDirectories(next.resolve("work"));
        Command.check(Duration.ofMinutes(1), List.of("cp", "-a", drift() + "/.", upper.toString()));
        for (PathChange change : discarded) {
            discard(upper, change.path().substring("/etc/".length()));
        }
        Files.writeString(next.resolve(GENERATION), generation.orElse(0) + "\n");
        Mounts.overlay(lower(generation), upper, next.resolve("work"), mount);
        Mounts.cloneBeneath(mount, paths.etc());
        Mounts.unmount(mount);
        Mounts.detach(paths.etc());
        Path fresh = folder().resolve(LIVE + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, next.getFileName());
        Files.move(fresh, folder().resolve(LIVE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** So that the layers below are seen at a path. */
    private static void discard(Path upper, String path) throws IOException {
        Path at = upper;
        for (Path name : Path.of(path)) {
            at = at.resolve(name);
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            // The mark of a removed directory, or what stands in its place, hides all below.
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(at);
                return;
            }
            EtcState.makeTransparent(at);
        }
    }

    private List<Path> lower(Optional<Integer> generation) {
        List<Path> layers = new ArrayList<>();
        generation.ifPresent(number -> layers.add(generations.folder(number).resolve("etc")));
        layers.add(paths.image().resolve("etc"));
        return layers;
    }

    private Path folder() {
        return paths.run().resolve("etc");
    }

    private int nextNumber() throws IOException {
        try (Stream<Path> entries = Files.list(folder())) {
            return 1
                    + entries.map(it -> it.getFileName().toString())
                            .filter(name -> name.matches("[0-9]{1,8}"))
                            .mapToInt(Integer::parseInt)
                            .max()
                            .orElse(-1);
        }
    }
}
