package dev.atoll.store;

import java.time.Duration;

/**
 * How to fetch.
 *
 * @param parallel files fetched at once, at least 1
 * @param attempts tries a source before it is given up, at least 1
 * @param firstPause wait after the first failed try; each further wait is twice as long
 * @param patience longest silence of a server, while connecting and between two bytes
 */
public record DownloadSettings(int parallel, int attempts, Duration firstPause, Duration patience) {
    /** Six at once, five tries, half a second, thirty seconds. */
    public static final DownloadSettings DEFAULT =
            new DownloadSettings(6, 5, Duration.ofMillis(500), Duration.ofSeconds(30));

    public DownloadSettings {
        if (parallel < 1 || attempts < 1 || firstPause.isNegative() || patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("bad download settings");
        }
    }
}
