package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Image;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OsReleaseTest {
    private static final Image IMAGE = new Image("lagoon", "Lagoon & Reef; #1", "1.2.3", Architecture.X86_64);

    @Test
    void namesAreQuotedSoThatAShellReadsThem() throws Exception {
        String script = OsRelease.text(IMAGE) + "printf '%s|' \"$NAME\" \"$PRETTY_NAME\" $ID $VERSION_ID $IMAGE_ID "
                + "$IMAGE_VERSION\n";
        Process shell = new ProcessBuilder("sh", "-euc", script).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).isEqualTo("Lagoon & Reef; #1|Lagoon & Reef; #1 1.2.3|lagoon|1.2.3|lagoon|1.2.3|");
    }

    @Test
    void replacesTheFileThatAPackageBrings() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "etc/os-release", "ID=other");
        Samples.put(tree, "usr/lib/os-release", "ID=other");
        OsRelease.apply(tree, IMAGE, 7);
        assertThat(Samples.text(tree, "usr/lib/os-release"))
                .contains("ID=lagoon\n")
                .doesNotContain("other");
        assertThat(Samples.target(tree, "etc/os-release")).isEqualTo("../usr/lib/os-release");
        assertThat(tree.get("usr/lib/os-release").orElseThrow().metadata().mtime())
                .isEqualTo(7);
    }
}
