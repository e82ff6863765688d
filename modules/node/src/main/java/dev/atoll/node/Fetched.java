package dev.atoll.node;

import dev.atoll.node.generation.NodePaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Files that were fetched and verified, by their SHA-256. */
final class Fetched implements Function<String, Path> {
    private final Path folder;

    Fetched(NodePaths paths) {
        this.folder = paths.state().resolve("fetched");
    }

    @Override
    public Path apply(String sha256) {
        Path file = folder.resolve(sha256);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("the file with the SHA-256 " + sha256 + " was not fetched");
        }
        return file;
    }
}
