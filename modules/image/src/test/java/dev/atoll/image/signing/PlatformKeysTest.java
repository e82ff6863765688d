package dev.atoll.image.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.efi.AuthenticatedVariable;
import dev.atoll.disk.efi.MalformedVariableStoreException;
import dev.atoll.disk.efi.SignatureList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformKeysTest {
    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeAll
    static void createKeys() {
        PlatformKeys.create(shared.resolve("keys"), "Tests", Keys.CLOCK);
    }

    /** Each test has its own copy. */
    @BeforeEach
    void copyKeys() throws IOException {
        directory = Files.createDirectory(temporary.resolve("keys"));
        try (Stream<Path> files = Files.list(shared.resolve("keys"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName().toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> PlatformKeys.load(directory, Keys.CLOCK))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining(why);
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws IOException {
        Path made = shared.resolve("keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        for (String name : new String[] {"PK.key", "KEK.key", "db.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(name))))
                    .isEqualTo("rw-------");
        }
        try (Stream<Path> left = Files.list(shared)) {
            assertThat(left).containsExactly(made);
        }
    }

    @Test
    void keysAreNeverOverwritten() throws IOException {
        byte[] before = Files.readAllBytes(directory.resolve("db.key"));
        assertThatThrownBy(() -> PlatformKeys.create(directory, "Tests", Keys.CLOCK))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining("never overwritten");
        assertThat(Files.readAllBytes(directory.resolve("db.key"))).isEqualTo(before);
    }

    @Test
    void buildingNeedsNeitherThePlatformKeyNorTheExchangeKey() throws IOException {
        Files.delete(directory.resolve("PK.key"));
        Files.delete(directory.resolve("KEK.key"));
        PlatformKeys keys = PlatformKeys.load(directory, Keys.CLOCK);
        assertThat(keys.db().certificate().getSubjectX500Principal().getName()).isEqualTo("CN=Tests db");
        assertThat(keys.platformCertificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Tests PK");
        assertThat(keys.exchangeCertificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Tests KEK");
    }

    @Test
    void enrolmentHoldsTheFilesAsTheyAre() throws Exception {
        PlatformKeys keys = PlatformKeys.load(directory, Keys.CLOCK);
        Map<String, byte[]> files = keys.enrolment();
        assertThat(files.keySet()).containsExactly("PK.auth", "KEK.auth", "db.auth");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            assertThat(file.getValue()).isEqualTo(Files.readAllBytes(directory.resolve(file.getKey())));
        }
        AuthenticatedVariable db = AuthenticatedVariable.parse(files.get("db.auth"));
        assertThat(SignatureList.parse(db.payload())
                        .getFirst()
                        .entries()
                        .getFirst()
                        .data())
                .isEqualTo(keys.db().certificate().getEncoded());
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(directory.resolve("KEK.auth"));
        assertRefused("KEK.auth: there is no such file");
        Files.delete(directory.resolve("db.key"));
        assertRefused("db.key: there is no such file");
    }

    @Test
    void aWriteThatWasChangedIsRefused() throws IOException {
        Path file = directory.resolve("db.auth");
        byte[] auth = Files.readAllBytes(file);
        auth[6] ^= 1;
        Files.write(file, auth);
        assertRefused("db.auth: is no valid write of db: it is not signed by CN=Tests KEK");
    }

    @Test
    void aWriteOfAnotherVariableIsRefused() throws IOException {
        Files.copy(directory.resolve("PK.auth"), directory.resolve("KEK.auth"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused("it does not hold the certificate of CN=Tests KEK");
    }

    @Test
    void aTemplateThatIsNoVariableStoreIsRefused() {
        PlatformKeys keys = PlatformKeys.load(directory, Keys.CLOCK);
        assertThatThrownBy(() -> keys.variableStore(new byte[1000]))
                .isInstanceOf(MalformedVariableStoreException.class);
    }
}
