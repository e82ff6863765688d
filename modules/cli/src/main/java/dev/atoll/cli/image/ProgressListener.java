package dev.atoll.cli.image;

import dev.atoll.cli.progress.Progress;
import dev.atoll.image.BuildListener;
import dev.atoll.store.DownloadProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a build's steps and downloads as tasks. */
public final class ProgressListener implements BuildListener, DownloadProgress, AutoCloseable {
    private final Progress progress;
    private Progress.@Nullable Task step;
    private Progress.@Nullable Task fetching;
    private long fetched;

    public ProgressListener(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void step(String what) {
        finish();
        step = progress.task(what, 0, Progress.Unit.ITEMS);
    }

    @Override
    public DownloadProgress downloads() {
        return this;
    }

    @Override
    public synchronized void update(long done, long total, List<String> current) {
        if (fetching == null) {
            finish();
            fetching = progress.task("fetching packages", total, Progress.Unit.BYTES);
        }
        fetching.advance(done - fetched);
        fetched = done;
    }

    @Override
    public void close() {
        finish();
        progress.close();
    }

    private synchronized void finish() {
        if (step != null) {
            step.close();
            step = null;
        }
        if (fetching != null) {
            fetching.close();
            fetching = null;
            fetched = 0;
        }
    }
}
