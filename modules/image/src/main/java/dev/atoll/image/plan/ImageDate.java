package dev.atoll.image.plan;

import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.packages.payload.PayloadEntry;
import java.util.List;

/** The date of an image that no lock gives. */
public final class ImageDate {
    private ImageDate() {}

    /**
     * The build time of the newest package, as its youngest file tells it.
     *
     * @return seconds since 1970
     * @throws CompositionException if there is no file at all
     */
    public static long newest(List<UnpackedPackage> packages) {
        return packages.stream()
                .flatMap(unpacked -> unpacked.payload().entries().stream())
                .mapToLong(PayloadEntry::mtime)
                .max()
                .orElseThrow(() -> new CompositionException(
                        "the packages of this image hold no files at all", "install a package that brings some"));
    }
}
