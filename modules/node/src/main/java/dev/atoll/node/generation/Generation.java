package dev.atoll.node.generation;

import dev.atoll.document.Default;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a generation; kept beside it as a document.
 *
 * @param number counts from 1 and is never used again
 * @param digest SHA-256 of the configuration's text
 * @param made when, seconds since 1970
 * @param source where the configuration came from
 * @param image version of the image it was checked with
 * @param reason why it was made, if not for a new configuration
 * @param fetched digests of what was brought for it and has to be kept as long as it
 */
public record Generation(
        int number,
        String digest,
        long made,
        String source,
        String image,
        Optional<String> reason,
        @Default("[]") List<String> fetched) {
    public Generation {
        fetched = List.copyOf(fetched);
    }
}
