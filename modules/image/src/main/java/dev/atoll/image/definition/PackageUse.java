package dev.atoll.image.definition;

import dev.atoll.document.Spelled;

/** What a package is for that an image does not hold. */
public enum PackageUse {
    /** A build reads it. */
    @Spelled("build")
    BUILD
}
