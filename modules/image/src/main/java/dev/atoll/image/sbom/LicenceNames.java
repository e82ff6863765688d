package dev.atoll.image.sbom;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Short names of licences in copyright files (section 7.1.2 of the format) and the identifiers of SPDX's list for the
 * same; only where there is no doubt. {@code MIT}, {@code BSD} and {@code public-domain} mean many texts.
 */
final class LicenceNames {
    private static final Pattern GNU = Pattern.compile("(A?GPL|LGPL|GFDL)-([1-3](?:\\.[0-9])?)(?:\\.0)?(\\+?)");
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("apache-2.0", "Apache-2.0"),
            Map.entry("apache-1.1", "Apache-1.1"),
            Map.entry("artistic-2.0", "Artistic-2.0"),
            Map.entry("bsd-2-clause", "BSD-2-Clause"),
            Map.entry("bsd-3-clause", "BSD-3-Clause"),
            Map.entry("bsd-4-clause", "BSD-4-Clause"),
            Map.entry("bsl-1.0", "BSL-1.0"),
            Map.entry("cc0-1.0", "CC0-1.0"),
            Map.entry("cc0", "CC0-1.0"),
            Map.entry("cc-by-3.0", "CC-BY-3.0"),
            Map.entry("cc-by-4.0", "CC-BY-4.0"),
            Map.entry("cc-by-sa-3.0", "CC-BY-SA-3.0"),
            Map.entry("cc-by-sa-4.0", "CC-BY-SA-4.0"),
            Map.entry("expat", "MIT"),
            Map.entry("isc", "ISC"),
            Map.entry("mpl-1.1", "MPL-1.1"),
            Map.entry("mpl-2.0", "MPL-2.0"),
            Map.entry("ofl-1.1", "OFL-1.1"),
            Map.entry("openssl", "OpenSSL"),
            Map.entry("unlicense", "Unlicense"),
            Map.entry("x11", "X11"),
            Map.entry("zlib", "Zlib"),
            Map.entry("0bsd", "0BSD"));

    private LicenceNames() {}

    /** The identifier of the licence of this short name, if it is certain. */
    static Optional<String> spdx(String name) {
        Matcher gnu = GNU.matcher(name);
        if (gnu.matches()) {
            String version = gnu.group(2).contains(".") ? gnu.group(2) : gnu.group(2) + ".0";
            boolean known = switch (gnu.group(1)) {
                case "GPL" -> version.matches("[123]\\.0");
                case "LGPL" -> version.matches("2\\.[01]|3\\.0");
                case "AGPL" -> version.equals("3.0");
                default -> version.matches("1\\.[123]");
            };
            return known
                    ? Optional.of(gnu.group(1) + "-" + version + (gnu.group(3).isEmpty() ? "-only" : "-or-later"))
                    : Optional.empty();
        }
        return Optional.ofNullable(NAMES.get(name.toLowerCase(java.util.Locale.ROOT)));
    }
}
