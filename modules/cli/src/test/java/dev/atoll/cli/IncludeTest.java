package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node configurations of several documents, through the commands. */
class IncludeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        file("base.yaml", "node: 1\nhostname: base\nmodules: [nfs]\n");
        file("web.yaml", "node: 1\ninclude: [{file: base.yaml}]\nhostname: web\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void rendersWhatTheDocumentsMakeTogether() {
        assertThat(Ran.atoll("config", "render", path("web.yaml")).out())
                .contains("/etc/hostname", "    web\n", "/etc/modules-load.d/node.conf", "    nfs\n");
    }

    @Test
    void comparesWithWhatIsIncluded() {
        assertThat(Ran.atoll("config", "diff", path("base.yaml"), path("web.yaml"))
                        .out())
                .contains("/etc/hostname", "-base", "+web")
                .doesNotContain("modules");
    }

    @Test
    void aMistakeIsShownInItsDocument() throws IOException {
        file("base.yaml", "node: 1\nhostnam: base\n");
        Ran ran = Ran.atoll("config", "validate", path("web.yaml"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains(path("base.yaml") + ":2:1: unknown key \"hostnam\"", "hostnam: base", "^");
    }

    @Test
    void offlineSaysWhatWouldBeFetched() throws IOException {
        String top = file(
                "top.yaml",
                "node: 1\ninclude: [{url: \"https://example.org/node.yaml\", sha256: \"" + "0".repeat(64) + "\"}]\n");
        Ran ran = Ran.atoll("config", "validate", "--offline", top);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains(
                        top + ":2:",
                        "https://example.org/node.yaml would have to be fetched",
                        "hint: leave out --offline");
    }

    @Test
    void filesByUrlAreShownAsUrlAndDigest() throws IOException {
        String top = file(
                "top.yaml",
                "node: 1\nfiles: [{path: /etc/x, url: \"https://example.org/x\", sha256: \"" + "0".repeat(64)
                        + "\"}]\n");
        assertThat(Ran.atoll("config", "render", "--offline", top).out())
                .contains("/etc/x <- https://example.org/x sha256 " + "0".repeat(64));
    }
}
