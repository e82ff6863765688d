package dev.atoll.node.generation;

import dev.atoll.document.Documents;
import dev.atoll.node.linux.Owned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Generations that a node may show something of without having chosen them: they are being put in place, are tried, or
 * were when power was lost. {@code /etc} of the next boot does not know them, but {@code /var} outlives a boot. Kept in a
 * file, one number a line, that is there only while something is unsettled.
 */
public final class Unsettled {
    /** Stands for the image alone. */
    static final int IMAGE = 0;

    private final Path file;

    public Unsettled(NodePaths paths) {
        this.file = paths.state().resolve("unsettled");
    }

    /** Numbers of generations, in the order in which they were tried; 0 stands for the image alone. */
    public List<Integer> numbers() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .toList();
    }

    /** Notes a generation before anything of it is put in place; on the disk when this returns. */
    void add(int number) throws IOException {
        Set<Integer> all = new LinkedHashSet<>(numbers());
        all.remove(number);
        all.add(number);
        StringBuilder text = new StringBuilder();
        all.forEach(it -> text.append(it).append('\n'));
        Documents.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        Owned.sync(file.resolveSibling(""));
    }

    /** All is as the chosen generation says. */
    void clear() throws IOException {
        if (Files.deleteIfExists(file)) {
            Owned.sync(file.resolveSibling(""));
        }
    }
}
