package dev.atoll.packages.openpgp;

import static dev.atoll.packages.openpgp.TestKey.BORN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearSignedTest {
    private static final String TEXT = "Origin: Debian\n-----\n- dashed\n\nwhite space \t\nFőtanúsítvány\n";
    private static final String CLEAN = TEXT.replace(" \t", "");
    private static final Instant NOW = BORN.plus(Duration.ofDays(10));
    private static final Instant SIGNED = BORN.plusSeconds(60);

    private final TestKey key = TestKey.make(Duration.ZERO);

    private static VerifiedText verify(String message, TestKey key) {
        return ClearSigned.verify(message.getBytes(StandardCharsets.UTF_8), key.pinned(), NOW);
    }

    private static PGPSignature sign(PGPKeyPair pair, int hash) {
        return TestKey.signature(pair, TEXT, hash, SIGNED, 0);
    }

    private static void refused(String message, TestKey key, String why) {
        assertThatThrownBy(() -> verify(message, key))
                .isInstanceOf(BadSignatureException.class)
                .hasMessageContaining(why);
    }

    @Test
    void givesTheSignedTextWithDashesUnescapedAndTheKeyThatVouched() {
        VerifiedText verified = verify(key.clearSign(TEXT), key);
        assertThat(verified.text()).isEqualTo(CLEAN);
        assertThat(List.of(verified.fingerprint())).isEqualTo(key.pinned().fingerprints());
        assertThat(verified.signed()).isEqualTo(SIGNED);
    }

    @Test
    void lineEndsOfOtherSystemsDoNotMatter() {
        assertThat(verify(key.clearSign(TEXT).replace("\n", "\r\n"), key).text())
                .isEqualTo(CLEAN);
    }

    @Test
    void aSigningSubkeyVouchesForItsPrimaryKey() {
        String message = TestKey.message(TEXT, List.of(sign(key.signing(), HashAlgorithmTags.SHA512)));
        assertThat(List.of(verify(message, key).fingerprint()))
                .isEqualTo(key.pinned().fingerprints());
    }

    @Test
    void aSubkeyForOtherUsesDoesNotVouch() {
        refused(TestKey.message(TEXT, List.of(sign(key.other(), HashAlgorithmTags.SHA256))), key, "not for signing");
    }

    @Test
    void aSubkeyThatThePrimaryKeyDidNotBindDoesNotVouch() {
        TestKey foreign = TestKey.make(Duration.ZERO);
        PGPPublicKey stolen = foreign.ring().getPublicKey(foreign.signing().getKeyID());
        PGPPublicKeyRing ring = PGPPublicKeyRing.insertPublicKey(key.ring(), stolen);
        String message = TestKey.message(TEXT, List.of(sign(foreign.signing(), HashAlgorithmTags.SHA256)));
        assertThatThrownBy(() -> ClearSigned.verify(
                        message.getBytes(StandardCharsets.UTF_8), new PinnedKeys(List.of(ring)), NOW))
                .isInstanceOf(BadSignatureException.class)
                .hasMessageContaining("not for signing");
    }

    @Test
    void unknownAndBadSignaturesBesideAGoodOneAreTolerated() {
        TestKey foreign = TestKey.make(Duration.ZERO);
        PGPSignature bad = TestKey.signature(key.primary(), "other", HashAlgorithmTags.SHA256, SIGNED, 0);
        String message = TestKey.message(
                TEXT,
                List.of(
                        sign(foreign.primary(), HashAlgorithmTags.SHA256),
                        bad,
                        sign(key.primary(), HashAlgorithmTags.SHA256)));
        assertThat(verify(message, key).text()).isEqualTo(CLEAN);
    }

    @Test
    void aChangedTextIsRefused() {
        refused(key.clearSign(TEXT).replace("Origin: Debian", "Origin: Debiam"), key, "over another text");
        refused(key.clearSign(TEXT).replace("Origin: Debian\n", "Origin: Debian\n\n"), key, "over another text");
        refused(key.clearSign(TEXT).replace("- - dashed\n", ""), key, "over another text");
    }

    @Test
    void anotherKeyIsRefusedWithBothNamed() {
        TestKey foreign = TestKey.make(Duration.ZERO);
        assertThatThrownBy(() -> verify(foreign.clearSign(TEXT), key))
                .isInstanceOfSatisfying(BadSignatureException.class, e -> {
                    assertThat(e.expected()).isEqualTo(key.pinned().fingerprints());
                    assertThat(e.seen())
                            .containsExactly(
                                    String.format("%016X", foreign.primary().getKeyID()) + ": not a pinned key");
                });
    }

    @Test
    void anExpiredKeyIsRefusedUnlessTheMessageIsPinned() {
        TestKey brief = TestKey.make(Duration.ofDays(5));
        refused(brief.clearSign(TEXT), brief, "expired");
        byte[] message = brief.clearSign(TEXT).getBytes(StandardCharsets.UTF_8);
        assertThat(ClearSigned.verify(message, brief.pinned(), BORN.plus(Duration.ofDays(4)))
                        .text())
                .isEqualTo(CLEAN);
        assertThat(ClearSigned.verifyPinned(message, brief.pinned()).text()).isEqualTo(CLEAN);
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(key.primary().getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                key.primary().getPublicKey());
        generator.init(PGPSignature.KEY_REVOCATION, key.primary().getPrivateKey());
        PGPPublicKey revoked = PGPPublicKey.addCertification(
                key.ring().getPublicKey(),
                generator.generateCertification(key.ring().getPublicKey()));
        PinnedKeys keys = new PinnedKeys(List.of(PGPPublicKeyRing.insertPublicKey(key.ring(), revoked)));
        assertThatThrownBy(() -> ClearSigned.verify(key.clearSign(TEXT).getBytes(StandardCharsets.UTF_8), keys, NOW))
                .hasMessageContaining("revoked");
    }

    @Test
    void anExpiredSignatureIsRefused() {
        PGPSignature brief = TestKey.signature(key.primary(), TEXT, HashAlgorithmTags.SHA256, SIGNED, 3600);
        refused(TestKey.message(TEXT, List.of(brief)), key, "signature has expired");
    }

    @Test
    void aSignatureFromTheFutureIsRefused() {
        PGPSignature late =
                TestKey.signature(key.primary(), TEXT, HashAlgorithmTags.SHA256, NOW.plus(Duration.ofDays(2)), 0);
        refused(TestKey.message(TEXT, List.of(late)), key, "future");
    }

    @Test
    void unsafeHashesAreRefused() {
        for (int hash : List.of(HashAlgorithmTags.SHA1, HashAlgorithmTags.MD5, HashAlgorithmTags.RIPEMD160)) {
            refused(TestKey.message(TEXT, List.of(sign(key.primary(), hash))), key, "no longer safe");
        }
    }

    @Test
    void textThatNobodySignedIsRefused() {
        refused("Origin: Evil\n" + key.clearSign(TEXT), key, "does not begin with");
        refused(key.clearSign(TEXT) + "Origin: Evil\n", key, "after its signature");
        refused(key.clearSign(TEXT) + key.clearSign(TEXT), key, "after its signature");
        refused(key.clearSign(TEXT).replace("\n\nOrigin", "\nOrigin: Evil\n\nOrigin"), key, "other than Hash");
        refused(key.clearSign(TEXT).replace("- -----\n", "-----\n"), key, "not escaped");
        refused("", key, "does not begin with");
        refused("Origin: Debian\n", key, "does not begin with");
    }

    @Test
    void aMessageCutAnywhereIsRefused() {
        byte[] whole = key.clearSign(TEXT).strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClearSigned.verify(cut, key.pinned(), NOW))
                    .isInstanceOf(BadSignatureException.class);
        }
    }

    @Test
    void aMutatedMessageIsRefusedOrSaysTheSame() {
        byte[] whole = key.clearSign(TEXT).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(42);
        int refusals = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] mutant = whole.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            try {
                assertThat(ClearSigned.verify(mutant, key.pinned(), NOW).text()).isEqualTo(CLEAN);
            } catch (BadSignatureException e) {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(2000);
    }

    @Test
    @Tag("conformance")
    void messagesOfGpgVerifyHere(@TempDir Path home) throws Exception {
        Path text = Files.writeString(home.resolve("text"), TEXT);
        gpg(home, "--quick-generate-key", "test", "rsa3072", "sign", "never");
        gpg(home, "--output", home.resolve("key.asc").toString(), "--armor", "--export", "test");
        gpg(home, "--output", home.resolve("signed").toString(), "--clearsign", text.toString());
        PinnedKeys keys = PinnedKeys.read(List.of(home.resolve("key.asc")));
        Instant later = Instant.now().plusSeconds(60);
        assertThat(ClearSigned.verify(Files.readAllBytes(home.resolve("signed")), keys, later)
                        .text())
                .isEqualTo(CLEAN);
        gpg(home, "--output", home.resolve("sha1").toString(), "--digest-algo", "SHA1", "--clearsign", text.toString());
        assertThatThrownBy(() -> ClearSigned.verify(Files.readAllBytes(home.resolve("sha1")), keys, later))
                .hasMessageContaining("no longer safe");
    }

    private static void gpg(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "gpg", "--homedir", home.toString(), "--batch", "--passphrase", "", "--pinentry-mode", "loopback"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
