package dev.atoll.packages.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveKeyTest {
    private static final Instant BORN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATER = BORN.plus(Duration.ofDays(9));
    private static final String TEXT = "Origin: Debian\n- a dash\nlast  \n";

    @TempDir
    Path folder;

    private final ArchiveKey key = ArchiveKey.create("Lagoon archive", BORN, new SecureRandom());

    private PinnedKeys pinned() throws IOException {
        return PinnedKeys.read(List.of(Files.writeString(folder.resolve("public.asc"), key.publicKey())));
    }

    private ArchiveKey again() throws IOException {
        return ArchiveKey.read(Files.writeString(folder.resolve("secret.asc"), key.secretKey()), new char[0]);
    }

    @Test
    void whatItSignsIsVerifiedWithItsPublicKey() throws IOException {
        byte[] message = key.clearSign(TEXT, LATER).getBytes(StandardCharsets.UTF_8);
        VerifiedText text = ClearSigned.verify(message, pinned(), LATER.plusSeconds(1));
        assertThat(text.text()).isEqualTo("Origin: Debian\n- a dash\nlast\n");
        assertThat(text.fingerprint()).isEqualTo(key.fingerprint());
        assertThat(text.signed()).isEqualTo(LATER);
    }

    @Test
    void theSameTextAndTimeGiveTheSameBytesAlsoAfterReadingItAgain() throws IOException {
        assertThat(again().clearSign(TEXT, LATER)).isEqualTo(key.clearSign(TEXT, LATER));
        assertThat(again().fingerprint()).isEqualTo(key.fingerprint());
        assertThat(again().publicKey()).isEqualTo(key.publicKey());
    }

    @Test
    void nothingIsSignedBeforeTheKeyWasMade() throws IOException {
        byte[] message = key.clearSign(TEXT, BORN.minusSeconds(1000)).getBytes(StandardCharsets.UTF_8);
        assertThat(ClearSigned.verify(message, pinned(), LATER).signed()).isEqualTo(BORN);
    }

    @Test
    void filesThatHoldNoSecretKeyAreNamed() throws IOException {
        Path publicOnly = Files.writeString(folder.resolve("public.asc"), key.publicKey());
        assertThatThrownBy(() -> ArchiveKey.read(publicOnly, new char[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public.asc");
        Path nothing = Files.writeString(folder.resolve("nothing"), "nothing");
        assertThatThrownBy(() -> ArchiveKey.read(nothing, new char[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }
}
