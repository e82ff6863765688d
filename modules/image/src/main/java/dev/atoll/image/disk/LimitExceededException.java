package dev.atoll.image.disk;

import dev.atoll.image.definition.Limits;
import java.util.Optional;

/** The image outgrew a limit that its definition sets. */
public final class LimitExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MIB = 1 << 20;

    private LimitExceededException(String what, String found, String limit, String key) {
        super("%s: %s, and the definition's limit is %s\n  hint: leave packages out, or raise limits.%s"
                .formatted(what, found, limit, key));
    }

    /**
     * Checks sizes in bytes.
     *
     * @throws LimitExceededException if one is above its limit
     */
    static void check(Limits limits, long rootSize, long kernelImageSize) {
        check("the root file system", rootSize, limits.rootMiB(), "rootMiB");
        check("the unified kernel image", kernelImageSize, limits.kernelImageMiB(), "kernelImageMiB");
    }

    /**
     * Checks the number of packages.
     *
     * @throws LimitExceededException if it is above its limit
     */
    public static void checkPackages(Limits limits, int packages) {
        limits.packages().filter(limit -> packages > limit).ifPresent(limit -> {
            throw new LimitExceededException("packages", "" + packages, "" + limit, "packages");
        });
    }

    private static void check(String what, long size, Optional<Integer> limit, String key) {
        limit.filter(most -> size > most * MIB).ifPresent(most -> {
            throw new LimitExceededException(what, "%.1f MiB".formatted((double) size / MIB), most + " MiB", key);
        });
    }
}
