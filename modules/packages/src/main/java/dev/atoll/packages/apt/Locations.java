package dev.atoll.packages.apt;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses below a mirror's root. */
final class Locations {
    private Locations() {}

    /** The address of a path below {@code base}, whether that ends with a slash or not; odd characters are escaped. */
    static URI below(URI base, String path) {
        try {
            String escaped = new URI(null, null, "/" + path, null).getRawPath();
            String root = base.toString();
            return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + escaped);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path of a repository: " + path, e);
        }
    }
}
