package dev.atoll.packages.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key made for one test, with a signing and an encryption subkey, and what can be done with it. */
public record TestKey(PGPKeyPair primary, PGPKeyPair signing, PGPKeyPair other, PGPPublicKeyRing ring) {
    public static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");

    /** A key that is valid for so long from {@link #BORN} on; zero means for ever. */
    public static TestKey make(Duration life) {
        try {
            PGPKeyPair primary = pair();
            PGPKeyPair signing = pair();
            PGPKeyPair other = pair();
            PGPSignatureSubpacketGenerator certification = new PGPSignatureSubpacketGenerator();
            certification.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            certification.setKeyExpirationTime(true, life.toSeconds());
            PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    primary,
                    "test",
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    certification.generate(),
                    null,
                    new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA512),
                    null);
            generator.addSubKey(signing, flags(KeyFlags.SIGN_DATA).generate(), null);
            generator.addSubKey(other, flags(KeyFlags.AUTHENTICATION).generate(), null);
            PGPSecretKeyRing secret = generator.generateSecretKeyRing();
            return new TestKey(primary, signing, other, new PGPPublicKeyRing(publics(secret)));
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<PGPPublicKey> publics(PGPSecretKeyRing secret) {
        List<PGPPublicKey> keys = new ArrayList<>();
        secret.getPublicKeys().forEachRemaining(keys::add);
        return keys;
    }

    private static PGPSignatureSubpacketGenerator flags(int flags) {
        PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
        subpackets.setKeyFlags(true, flags);
        return subpackets;
    }

    private static PGPKeyPair pair() throws PGPException {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new BcPGPKeyPair(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, pair, Date.from(BORN));
    }

    public PinnedKeys pinned() {
        return new PinnedKeys(List.of(ring));
    }

    /** The armoured public key. */
    public String armored() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ArmoredOutputStream out =
                    ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
                ring.encode(out);
            }
            return bytes.toString(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Signs text with the primary key now-ish. */
    public String clearSign(String text) {
        return message(text, List.of(signature(primary, text, HashAlgorithmTags.SHA256, BORN.plusSeconds(60), 0)));
    }

    /** A signature over text as the cleartext framework canonicalises it. */
    public static PGPSignature signature(PGPKeyPair key, String text, int hash, Instant time, long validSeconds) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(key.getPublicKey().getAlgorithm(), hash), key.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, key.getPrivateKey());
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setIssuerFingerprint(false, key.getPublicKey());
            hashed.setSignatureCreationTime(true, Date.from(time));
            if (validSeconds > 0) {
                hashed.setSignatureExpirationTime(true, validSeconds);
            }
            generator.setHashedSubpackets(hashed.generate());
            generator.update(
                    String.join("\r\n", text.lines().map(String::stripTrailing).toList())
                            .getBytes(StandardCharsets.UTF_8));
            return generator.generate();
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole message. */
    public static String message(String text, List<PGPSignature> signatures) {
        StringBuilder message = new StringBuilder("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n");
        text.lines()
                .forEach(line -> message.append(line.startsWith("-") ? "- " : "")
                        .append(line)
                        .append('\n'));
        ByteArrayOutputStream armor = new ByteArrayOutputStream();
        try (ArmoredOutputStream out =
                ArmoredOutputStream.builder().clearHeaders().build(armor)) {
            for (PGPSignature signature : signatures) {
                signature.encode(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return message.append(armor.toString(StandardCharsets.US_ASCII)).toString();
    }
}
