package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look into images, on files that are none; real images are looked into by system tests. */
class ImageInsightTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"inspect", "size", "sbom", "diff"})
    void helpHasExamples(String command) {
        Ran ran = Ran.atoll("image", command, "--help");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Examples:", "atoll image " + command);
    }

    @Test
    void aFileThatIsNoImageIsOneClearError() throws IOException {
        String file = Files.writeString(folder.resolve("x.raw"), "hello ".repeat(9000))
                .toString();
        for (String[] line : new String[][] {
            {"image", "inspect", file},
            {"image", "size", file},
            {"image", "sbom", "--format", "spdx", file},
            {"image", "diff", file, file}
        }) {
            Ran ran = Ran.atoll(line);
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains("error: " + file + " is no image that can be read", "hint: ")
                    .doesNotContain("\tat ");
        }
        assertThat(Ran.atoll("image", "inspect", "--json", file).out()).contains("\"ok\" : false");
    }

    @Test
    void aMissingFileIsNamed() {
        Ran ran = Ran.atoll("image", "inspect", folder.resolve("none").toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("no such file").doesNotContain("internal error");
    }

    @Test
    void sbomNeedsAForm() {
        assertThat(Ran.atoll("image", "sbom", "x.raw").status()).isEqualTo(2);
        assertThat(Ran.atoll("image", "sbom", "--format", "excel", "x.raw").err())
                .contains("excel");
    }
}
