package dev.atoll.node.generation;

import dev.atoll.document.Documents;
import dev.atoll.node.linux.Owned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The generations of a node on its disk: a folder {@code N} each, with {@code etc}, {@code node.yaml}, {@code
 * rendering.json} and {@code generation.json}; {@code current} is a link to the chosen one. Another process may read while one
 * writes.
 */
public final class Generations {
    /** The file with what is known of a generation. */
    static final String FACTS = "generation.json";

    private static final String CURRENT = "current";

    /** A link like {@code current}, to what was chosen before; to 0 for the image alone. */
    private static final String PREVIOUS = "previous";

    private final Path folder;

    public Generations(NodePaths paths) {
        this.folder = paths.generations();
    }

    /** The folder of a generation. */
    public Path folder(int number) {
        return folder.resolve(String.valueOf(number));
    }

    /** All that are whole, oldest first. */
    public List<Generation> all() throws IOException {
        List<Generation> all = new ArrayList<>();
        for (int number : numbers()) {
            find(number).ifPresent(all::add);
        }
        return all;
    }

    /** A generation, if it is there and whole. */
    public Optional<Generation> find(int number) {
        Path facts = folder(number).resolve(FACTS);
        return Files.isRegularFile(facts) ? Optional.of(Documents.read(facts, Generation.class)) : Optional.empty();
    }

    /** The chosen one; empty where the image alone counts. */
    public Optional<Generation> current() throws IOException {
        return named(CURRENT);
    }

    /** The one that was chosen before the chosen one; empty where that was the image alone, or is gone. */
    public Optional<Generation> previous() throws IOException {
        return named(PREVIOUS);
    }

    private Optional<Generation> named(String name) throws IOException {
        try {
            String number = Files.readSymbolicLink(folder.resolve(name)).toString();
            return number.matches("[1-9][0-9]{0,8}") ? find(Integer.parseInt(number)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** A number that no generation had yet, also none that was cut off. */
    int next() throws IOException {
        Files.createDirectories(folder);
        return numbers().stream().max(Comparator.naturalOrder()).orElse(0) + 1;
    }

    /** Gives a finished folder its place; from then on the generation is there. */
    void add(Path finished, int number) throws IOException {
        Owned.sync(finished);
        Files.move(finished, folder(number), StandardCopyOption.ATOMIC_MOVE);
        Owned.sync(folder);
    }

    /** Chooses a generation, or with none the image alone: at once and for good, also across a loss of power. */
    public void choose(Optional<Integer> number) throws IOException {
        Files.createDirectories(folder);
        Optional<Integer> old = current().map(Generation::number);
        if (!old.equals(number)) {
            link(PREVIOUS, old.orElse(0));
        }
        if (number.isEmpty()) {
            Files.deleteIfExists(folder.resolve(CURRENT));
        } else {
            link(CURRENT, number.get());
        }
        Owned.sync(folder);
    }

    private void link(String name, int number) throws IOException {
        Path fresh = folder.resolve(name + ".new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, Path.of(String.valueOf(number)));
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Removes the oldest ones, and what was cut off while it was made.
     *
     * @param keep how many stay at least; the chosen one and the one before always do
     */
    public void prune(int keep) throws IOException {
        int chosen = current().map(Generation::number).orElse(0);
        int before = previous().map(Generation::number).orElse(0);
        List<Integer> numbers = numbers();
        List<Integer> whole =
                numbers.stream().filter(number -> find(number).isPresent()).toList();
        List<Integer> old = whole.subList(0, Math.max(0, whole.size() - keep));
        for (int number : numbers) {
            boolean cutOff = !whole.contains(number);
            if (number != chosen && number != before && (cutOff || old.contains(number))) {
                remove(folder(number));
            }
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(it -> it.getFileName().toString().endsWith(".part"))
                    .toList()) {
                remove(entry);
            }
        }
    }

    private List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(it -> it.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::parseInt)
                    .sorted()
                    .toList();
        }
    }

    static void remove(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
