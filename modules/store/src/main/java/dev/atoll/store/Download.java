package dev.atoll.store;

import java.net.URI;
import java.util.List;

/**
 * One file to fetch, and how to know it.
 *
 * @param name what people call it ({@code libc6 2.41-12})
 * @param sources where it can be had, tried in this order; at least one, {@code http}, {@code https} or {@code file}
 * @param digest SHA-256 of its bytes
 * @param size its size in bytes; not one byte more is read
 */
public record Download(String name, List<URI> sources, Digest digest, long size) {
    public Download {
        sources = List.copyOf(sources);
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no source for " + name);
        }
        if (size < 0) {
            throw new IllegalArgumentException("negative size of " + name);
        }
    }
}
