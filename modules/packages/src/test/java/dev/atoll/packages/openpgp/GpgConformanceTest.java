package dev.atoll.packages.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that gpg makes sign here, and gpg verifies what keys sign here. */
@Tag("conformance")
class GpgConformanceTest {
    private static final String TEXT = "Origin: Debian\n- a dash\n";

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        // Its agent's socket needs a short path.
        home = Files.createTempDirectory("gpg");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void stopAgent() throws Exception {
        run(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
        run(List.of("rm", "-rf", home.toString()));
    }

    private static String run(List<String> words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("this test needs " + words.getFirst(), e);
        }
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(words + " said:\n" + said).isZero();
        return said;
    }

    private String gpg(String passphrase, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                passphrase));
        words.addAll(List.of(arguments));
        return run(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa3072"})
    void keysOfGpgWithAPassphraseSign(String algorithm) throws Exception {
        gpg("secret words", "--quick-gen-key", "Lagoon <ops@example.org>", algorithm, "sign", "never");
        Path file = folder.resolve("secret.asc");
        gpg("secret words", "--armor", "--output", file.toString(), "--export-secret-keys");
        assertThatThrownBy(() -> ArchiveKey.read(file, new char[0])).hasMessageContaining("--passphrase-file");
        assertThatThrownBy(() -> ArchiveKey.read(file, "other".toCharArray()))
                .hasMessageContaining("the passphrase does not open it");
        ArchiveKey key = ArchiveKey.read(file, "secret words".toCharArray());
        Path message = Files.writeString(folder.resolve("message"), key.clearSign(TEXT, Instant.now()));
        assertThat(gpg("", "--verify", message.toString())).contains("Good signature");
    }

    @Test
    void gpgVerifiesWithKeysMadeHere() throws Exception {
        ArchiveKey key = ArchiveKey.create("Lagoon archive", Instant.now().minusSeconds(60), new SecureRandom());
        gpg(
                "",
                "--import",
                Files.writeString(folder.resolve("public.asc"), key.publicKey()).toString());
        Path message = Files.writeString(folder.resolve("message"), key.clearSign(TEXT, Instant.now()));
        assertThat(gpg("", "--verify", message.toString())).contains("Good signature", key.fingerprint());
    }
}
