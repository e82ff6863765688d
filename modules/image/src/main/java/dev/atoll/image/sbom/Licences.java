package dev.atoll.image.sbom;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Under which licences something is.
 *
 * @param expression an SPDX licence expression; {@code NOASSERTION} if nothing is known
 * @param texts the texts of those that the expression names by {@code LicenseRef-…}, by that name
 */
public record Licences(String expression, Map<String, String> texts) {
    /** Nothing is known. */
    public static final Licences UNKNOWN = new Licences("NOASSERTION", Map.of());

    public Licences {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }
}
