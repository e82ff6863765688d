package dev.atoll.image.inventory;

import dev.atoll.document.Text;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.store.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package of an image.
 *
 * @param name the package's name
 * @param version its version as written
 * @param architecture the distribution's name for it
 * @param source the name of the source in the definition that offered it
 * @param sourcePackage the source package it was built from, if the archive's layout says so
 * @param sha256 digest of its file
 */
public record ImagePackage(
        String name,
        String version,
        String architecture,
        String source,
        Optional<String> sourcePackage,
        @Text Digest sha256) {

    /** Debian's archives keep packages in folders of their source package (Policy does not ask for it, dak does it). */
    private static final Pattern POOL = Pattern.compile("pool/(?:updates/)?[^/]+/[^/]+/([^/]+)/[^/]+\\.deb");

    static ImagePackage of(LockedPackage locked) {
        Matcher pool = POOL.matcher(locked.path());
        return new ImagePackage(
                locked.name(),
                locked.version(),
                locked.architecture(),
                locked.source(),
                pool.matches() ? Optional.of(pool.group(1)) : Optional.empty(),
                locked.sha256());
    }
}
