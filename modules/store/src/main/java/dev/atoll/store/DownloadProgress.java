package dev.atoll.store;

import java.util.List;

/** Told how far a set of downloads is; calls come from several threads, one at a time. */
@FunctionalInterface
public interface DownloadProgress {
    /** Tells nobody. */
    DownloadProgress NONE = (done, total, current) -> {};

    /**
     * Something has arrived, started or ended.
     *
     * @param done bytes here so far; falls when a transfer has to start again
     * @param total bytes of the whole set, without what the store already had
     * @param current names of the files being fetched now, in the order they began
     */
    void update(long done, long total, List<String> current);
}
