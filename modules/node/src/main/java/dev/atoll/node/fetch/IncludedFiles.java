package dev.atoll.node.fetch;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.config.Include;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that configurations include. */
final class IncludedFiles {
    private IncludedFiles() {}

    /**
     * Reads one.
     *
     * @param delivered whether the configuration came from outside; then the file must lie beside it and have a digest
     * @throws FetchException if it may not be included, or is another than the one that was meant
     * @throws dev.atoll.document.InvalidDocumentException if it cannot be read
     */
    static ConfigText read(Include include, ConfigText from, boolean delivered) {
        String name = include.file().orElseThrow();
        Path folder = from.folder().orElseThrow(() -> FetchException.outside(name));
        Path file = folder.resolve(name).normalize();
        if (delivered && include.sha256().isEmpty()) {
            throw FetchException.unpinned(name);
        }
        if (!Files.isRegularFile(file)) {
            throw FetchException.unreadable(file.toString(), "no such file");
        }
        if (delivered && !isBelow(folder, file)) {
            throw FetchException.outside(name);
        }
        ConfigText text = ConfigText.of(file);
        if (include.sha256().isPresent()) {
            String found = Digest.of(text.bytes()).hex();
            if (!found.equals(include.sha256().get())) {
                throw FetchException.wrong(file.toString(), include.sha256().get(), found);
            }
        }
        return text;
    }

    /** Also after links were followed. */
    private static boolean isBelow(Path folder, Path file) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            throw FetchException.unreadable(file.toString(), String.valueOf(e.getMessage()));
        }
    }
}
