package dev.atoll.store;

import java.util.ArrayList;
import java.util.List;

/** Adds up what the transfers of one set report and passes it on, one call at a time. */
final class Tally {
    private final DownloadProgress progress;
    private final long total;
    private final List<String> current = new ArrayList<>();
    private long done;

    Tally(DownloadProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    synchronized void started(String name) {
        current.add(name);
        report();
    }

    synchronized void arrived(long bytes) {
        if (bytes != 0) {
            done += bytes;
            report();
        }
    }

    synchronized void ended(String name) {
        current.remove(name);
        report();
    }

    private void report() {
        progress.update(done, total, List.copyOf(current));
    }
}
