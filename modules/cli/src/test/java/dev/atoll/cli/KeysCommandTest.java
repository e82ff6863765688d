package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    private Path folder;

    private Ran atoll(String... arguments) {
        return Ran.with(Map.of("XDG_DATA_HOME", folder.toString()), false, arguments);
    }

    @Test
    void keysOfANameLieBelowTheUsersDataAndAreSecret() throws IOException {
        Path keys = folder.resolve("atoll/keys/default");
        assertThat(atoll("keys", "create"))
                .isEqualTo(new Ran(0, "made PK, KEK and db in " + keys + System.lineSeparator(), ""));
        try (Stream<Path> files = Files.list(keys)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("PK.key", "KEK.key", "db.key", "db.crt", "PK.auth");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("db.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keysAreNeverOverwritten() throws IOException {
        Path keys = Files.createDirectory(folder.resolve("mine"));
        Ran ran = atoll("keys", "create", keys.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("error: " + keys + ": exists already", "give another directory");
        assertThat(keys).isEmptyDirectory();
    }

    @Test
    void aNameThatCertificatesCannotHoldIsTheUsersMistake() {
        Ran ran = atoll("keys", "create", "--name", "x".repeat(51));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("1 to 50 characters").doesNotContain("internal error");
        assertThat(folder.resolve("atoll")).doesNotExist();
    }
}
