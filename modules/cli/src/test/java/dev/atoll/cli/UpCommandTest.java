package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    @TempDir
    private Path folder;

    private Ran up(String... disks) {
        String[] words = new String[1 + 2 * disks.length];
        words[0] = "up";
        for (int i = 0; i < disks.length; i++) {
            words[1 + 2 * i] = "--disk";
            words[2 + 2 * i] = folder.resolve(disks[i]).toString();
        }
        return Ran.with(Map.of("XDG_STATE_HOME", folder.resolve("state").toString()), false, words);
    }

    @Test
    void aDiskThatIsMissingIsNamedBeforeAnythingIsBuilt() {
        Ran ran = up("data.raw");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("there is no disk " + folder.resolve("data.raw"), "truncate -s 4G");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDiskNeedsANameThatTheMachineCanSee() throws IOException {
        Files.writeString(folder.resolve("my data.raw"), "");
        assertThat(up("my data.raw").err()).contains("cannot be called my data", "rename the file");
        Files.writeString(folder.resolve("data.raw"), "");
        Files.writeString(folder.resolve("data.img"), "");
        assertThat(up("data.raw", "data.img").err()).contains("two disks would be called data");
    }
}
