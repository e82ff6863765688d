package dev.atoll.packages;

import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;

/**
 * A script, or a list of triggers, that a package wants run on the machine where it is installed. Atoll does not run
 * it; it compares its digest with those whose effects are declared.
 *
 * @param name what the package's format calls it ({@code preinst}, {@code postinst}, {@code prerm}, {@code postrm},
 *     {@code config}, {@code triggers})
 * @param digest SHA-256 of its bytes
 * @param text its bytes as UTF-8, for people
 */
public record PackageScript(String name, Digest digest, String text) {
    /** A script of these bytes. */
    public static PackageScript of(String name, byte[] bytes) {
        return new PackageScript(name, Digest.of(bytes), new String(bytes, StandardCharsets.UTF_8));
    }
}
