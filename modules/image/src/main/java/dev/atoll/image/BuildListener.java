package dev.atoll.image;

import dev.atoll.store.DownloadProgress;

/** Hears how far a build is. Called from the build's thread, {@link #downloads()} from several. */
public interface BuildListener {
    /** A step begins; the one before is done. */
    void step(String what);

    /** Hears of downloads. */
    DownloadProgress downloads();
}
