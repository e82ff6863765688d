package dev.atoll.packages.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * A secret key that signs release files, in the cleartext signature framework of RFC 9580 section 7, with SHA-512. With
 * an Ed25519 or RSA key the same text and time give the same bytes.
 */
public final class ArchiveKey {
    private static final int HASH = HashAlgorithmTags.SHA512;
    private static final long LARGEST = 1 << 20;

    private final PGPSecretKeyRing ring;
    private final PGPSecretKey signing;
    private final PGPPrivateKey secret;

    private ArchiveKey(PGPSecretKeyRing ring, PGPSecretKey signing, PGPPrivateKey secret) {
        this.ring = ring;
        this.signing = signing;
        this.secret = secret;
    }

    /**
     * Makes an Ed25519 key that never expires, without a passphrase.
     *
     * @param user what the key is called, as a rule {@code Name <address>}
     */
    public static ArchiveKey create(String user, Instant now, SecureRandom random) {
        try {
            Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
            generator.init(new Ed25519KeyGenerationParameters(random));
            PGPKeyPair pair = new BcPGPKeyPair(
                    4, PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), Date.from(now));
            PGPSignatureSubpacketGenerator certification = new PGPSignatureSubpacketGenerator();
            certification.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            PGPKeyRingGenerator keys = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    pair,
                    user,
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1), // a checksum of the secret part
                    certification.generate(),
                    null,
                    new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HASH),
                    null);
            return of(keys.generateSecretKeyRing(), new char[0]);
        } catch (PGPException e) {
            throw new IllegalStateException("the library can make these keys", e);
        }
    }

    /**
     * Reads a secret key file, ASCII-armoured or binary, as {@code gpg --export-secret-keys} writes it.
     *
     * @param passphrase of the key; empty if it has none
     * @throws IllegalArgumentException if it holds no key that can sign, or the passphrase is wrong, with the file's
     *     name
     */
    public static ArchiveKey read(Path file, char[] passphrase) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new PGPException("it is larger than any key");
            }
            byte[] bytes = Files.readAllBytes(file);
            try (InputStream packets = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
                Iterator<PGPSecretKeyRing> rings =
                        new PGPSecretKeyRingCollection(packets, new BcKeyFingerprintCalculator()).getKeyRings();
                if (!rings.hasNext()) {
                    throw new PGPException("it holds no secret key");
                }
                return of(rings.next(), passphrase);
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw new IllegalArgumentException("cannot use the secret key " + file + ": " + e.getMessage(), e);
        }
    }

    private static ArchiveKey of(PGPSecretKeyRing ring, char[] passphrase) throws PGPException {
        PGPSecretKey signing = signing(ring);
        boolean open = signing.getKeyEncryptionAlgorithm() == SymmetricKeyAlgorithmTags.NULL;
        if (!open && passphrase.length == 0) {
            throw new PGPException("it has a passphrase; give the file that holds it: --passphrase-file FILE");
        }
        try {
            PGPPrivateKey secret = signing.extractPrivateKey(
                    open
                            ? null
                            : new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                                    .build(passphrase));
            return new ArchiveKey(ring, signing, secret);
        } catch (PGPException e) {
            throw new PGPException("the passphrase does not open it", e);
        }
    }

    /** The last subkey that may sign and is there, else the primary key. */
    private static PGPSecretKey signing(PGPSecretKeyRing ring) throws PGPException {
        PGPSecretKey found = ring.getSecretKey();
        Instant end = Instant.MAX;
        Iterator<PGPSecretKey> keys = ring.getSecretKeys();
        while (keys.hasNext()) {
            PGPSecretKey key = keys.next();
            if (!key.isMasterKey()
                    && !key.isPrivateKeyEmpty()
                    && PinnedKeys.objection(publicRing(ring), key.getPublicKey(), end)
                            .isEmpty()) {
                found = key;
            }
        }
        if (found.isPrivateKeyEmpty() || !found.isSigningKey()) {
            throw new PGPException("it holds no secret key that can sign");
        }
        return found;
    }

    private static PGPPublicKeyRing publicRing(PGPSecretKeyRing ring) {
        List<PGPPublicKey> keys = new ArrayList<>();
        ring.getPublicKeys().forEachRemaining(keys::add);
        return new PGPPublicKeyRing(keys);
    }

    /** Fingerprint of the primary key, upper-case hexadecimal. */
    public String fingerprint() {
        return PinnedKeys.fingerprint(ring.getPublicKey());
    }

    /** The public key, ASCII-armoured: what others need to trust this key. */
    public String publicKey() {
        return armoured(publicRing(ring)::encode);
    }

    /** The secret key, ASCII-armoured, protected as it was read. */
    public String secretKey() {
        return armoured(ring::encode);
    }

    /**
     * Signs a text.
     *
     * @param text lines ended by a newline
     * @param time of the signature; if the key is younger, the key's own time
     * @return the message, text and signature
     */
    public String clearSign(String text, Instant time) {
        Instant born = signing.getPublicKey().getCreationTime().toInstant();
        StringBuilder message = new StringBuilder("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n");
        text.lines()
                .forEach(line -> message.append(line.startsWith("-") ? "- " : "")
                        .append(line)
                        .append('\n'));
        PGPSignature signature = signature(text, time.isBefore(born) ? born : time);
        return message.append(armoured(signature::encode)).toString();
    }

    private PGPSignature signature(String text, Instant time) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(signing.getPublicKey().getAlgorithm(), HASH), signing.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, secret);
            PGPSignatureSubpacketGenerator hashed = new PGPSignatureSubpacketGenerator();
            hashed.setIssuerFingerprint(false, signing.getPublicKey());
            hashed.setSignatureCreationTime(true, Date.from(time));
            generator.setHashedSubpackets(hashed.generate());
            List<String> lines = text.lines().map(String::stripTrailing).toList();
            generator.update(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
            return generator.generate();
        } catch (PGPException e) {
            throw new IllegalStateException("this key cannot sign: " + e.getMessage(), e);
        }
    }

    private static String armoured(Encoding encoding) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArmoredOutputStream out =
                ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            encoding.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /** Writes packets. */
    @FunctionalInterface
    private interface Encoding {
        void to(OutputStream out) throws IOException;
    }
}
