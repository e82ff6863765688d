package dev.atoll.node.render;

import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a rendering to be looked at, without owners and modes: these are in its listing. */
public final class RenderingFiles {
    private RenderingFiles() {}

    /**
     * Writes every file, directory and link, lines that are added as {@code FILE+}, and {@code rendering.json}. What is
     * fetched is only listed.
     *
     * @param directory made if it is missing
     */
    public static void write(Rendering rendering, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (var it : rendering.entries().entrySet()) {
            Path path = directory.resolve(it.getKey().substring(1));
            Files.createDirectories(path.getParent());
            switch (it.getValue().content()) {
                case EntryContent.Text(String text) -> Files.writeString(path, text, StandardCharsets.UTF_8);
                case EntryContent.Appended(String text) ->
                    Files.writeString(path.resolveSibling(path.getFileName() + "+"), text, StandardCharsets.UTF_8);
                case EntryContent.Directory() -> Files.createDirectories(path);
                case EntryContent.Link(String target) -> Files.createSymbolicLink(path, Path.of(target));
                case EntryContent.Fetched _ -> {
                    // Nothing is fetched to look at it.
                }
            }
        }
        Documents.writeJson(directory.resolve("rendering.json"), RenderingListing.of(rendering));
    }
}
