package dev.atoll.image.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyrightTest {
    private static final String FORMAT =
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n";

    private static Licences licences(String licence) {
        return Copyright.licences("reef", FORMAT + "Files: *\nCopyright: me\nLicense: " + licence + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "GPL-2+, GPL-2.0-or-later",
        "GPL-2.0+, GPL-2.0-or-later",
        "LGPL-2.1, LGPL-2.1-only",
        "Expat, MIT",
        "GPL-2+ or Expat, GPL-2.0-or-later OR MIT",
        "GPL-2+ and Expat, GPL-2.0-or-later AND MIT",
        "'GPL-2+ and Zlib, or ISC', (GPL-2.0-or-later AND Zlib) OR ISC",
        "BSD-3-clause, BSD-3-Clause",
        "Apache-2.0, Apache-2.0",
        "MIT, LicenseRef-reef-MIT",
        "public-domain, LicenseRef-reef-public-domain",
        "GPL-2+ with OpenSSL exception, LicenseRef-reef-GPL-2--with-OpenSSL-exception",
        "GPL-9, LicenseRef-reef-GPL-9"
    })
    void namesAreMappedOnlyWhereTheyAreCertain(String name, String expression) {
        assertThat(licences(name).expression()).isEqualTo(expression);
    }

    @Test
    void allPartsHoldAtOnce() {
        Licences licences = Copyright.licences("reef", FORMAT + """
                Files: *
                License: GPL-2+

                Files: lib/*
                License: Expat or Zlib

                Files: doc/*
                License: weird
                 You may swim.
                 .
                 Not dive.

                License: GPL-2+
                 long text
                """);
        assertThat(licences.expression()).isEqualTo("GPL-2.0-or-later AND LicenseRef-reef-weird AND (MIT OR Zlib)");
        assertThat(licences.texts()).containsOnlyKeys("LicenseRef-reef-weird");
        assertThat(licences.texts().get("LicenseRef-reef-weird")).isEqualTo("You may swim.\n\nNot dive.");
    }

    @Test
    void textsMayStandInParagraphsOfTheirOwn() {
        Licences licences = Copyright.licences("reef", FORMAT + "Files: *\nLicense: odd\n\nLicense: odd\n The text.\n");
        assertThat(licences.texts()).containsEntry("LicenseRef-reef-odd", "The text.");
    }

    @Test
    void plainFilesAreKeptAsTheyAre() {
        Licences licences = Copyright.licences("reef", "This is reef.\nLicense: free\n");
        assertThat(licences.expression()).isEqualTo("LicenseRef-reef-copyright");
        assertThat(licences.texts().get("LicenseRef-reef-copyright")).startsWith("This is reef.");
        assertThat(Copyright.licences("reef", " \n")).isEqualTo(Licences.UNKNOWN);
    }
}
