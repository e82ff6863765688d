package dev.atoll.image.tools;

import dev.atoll.document.Documents;
import dev.atoll.image.layout.CompositionException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A composed tree of tools on disk.
 *
 * @param directory holds {@code bin} and {@code tree}; it may be moved as a whole
 */
public record ToolTree(Path directory) {
    /** The wrappers, to be put first in {@code PATH}. */
    public Path programs() {
        return directory.resolve("bin");
    }

    /** The packages' files, as below a root directory. */
    public Path root() {
        return directory.resolve("tree");
    }

    /** What there is. */
    public ToolList list() {
        return Documents.read(directory.resolve(ToolList.FILE), ToolList.class);
    }

    /**
     * The wrapper of a program.
     *
     * @throws CompositionException if the tree has no such program
     */
    public Path program(String name) {
        Path file = programs().resolve(name);
        if (name.isEmpty() || name.contains("/") || !Files.isExecutable(file)) {
            throw new CompositionException(
                    "the tools have no program " + name, "see what there is with: atoll tools list");
        }
        return file;
    }
}
