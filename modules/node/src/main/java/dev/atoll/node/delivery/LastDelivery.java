package dev.atoll.node.delivery;

import dev.atoll.document.Default;
import dev.atoll.document.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was last delivered to a node; kept as a document in its state.
 *
 * @param digest SHA-256 of the text
 * @param source where it was found
 * @param failure why it was not taken, if it was not
 * @param waiting whether it is still to be taken, when the network is there
 */
public record LastDelivery(
        String digest,
        String source,
        Optional<String> failure,
        @Default("false") boolean waiting) {
    private static final String FILE = "delivery.json";

    /** Holds the digest of what was last taken, for the script that decides whether a Java runtime is started. */
    private static final String TAKEN = "taken";

    /** The one of a node; empty if there was none. */
    public static Optional<LastDelivery> read(Path state) {
        Path file = state.resolve(FILE);
        return Files.exists(file) ? Optional.of(Documents.read(file, LastDelivery.class)) : Optional.empty();
    }

    /** Keeps it. */
    public void write(Path state) throws IOException {
        Files.createDirectories(state);
        Documents.writeJson(state.resolve(FILE), this);
        Path taken = state.resolve(TAKEN);
        if (failure.isEmpty()) {
            Documents.write(taken, (digest + "\n").getBytes(StandardCharsets.UTF_8));
        } else {
            Files.deleteIfExists(taken);
        }
    }
}
