package dev.atoll.node.report;

import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reports that nobody got yet: a file each, its name a number that counts up. The oldest go when there are too many. */
public final class ReportQueue {
    private static final int MOST = 32;

    private final Path folder;

    public ReportQueue(Path folder) {
        this.folder = folder;
    }

    /** Adds one; on the disk when this returns. */
    public void add(Outgoing report) throws IOException {
        Files.createDirectories(folder);
        List<Path> waiting = waiting();
        for (Path old : waiting.subList(0, Math.max(0, waiting.size() - MOST + 1))) {
            Files.deleteIfExists(old);
        }
        long last = waiting.isEmpty() ? 0 : Long.parseLong(name(waiting.getLast()));
        Documents.writeJson(folder.resolve("%012d.json".formatted(last + 1)), report);
    }

    /** All, oldest first. */
    public List<Path> waiting() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(it -> it.getFileName().toString().matches("[0-9]{12}\\.json"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }
}
