package dev.atoll.packages.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** Verifies messages in the cleartext signature framework, RFC 9580 section 7, against pinned keys. */
public final class ClearSigned {
    private static final int MAX_ARMOR = 1 << 18;
    private static final int MAX_SIGNATURES = 32;
    private static final Duration SKEW = Duration.ofDays(1);

    private ClearSigned() {}

    /**
     * Verifies a message: one good signature by a pinned key that is valid at {@code now} is enough; other signatures
     * neither help nor harm.
     *
     * @param message the whole file; text before or after the message is refused
     * @throws BadSignatureException if there is no such signature
     */
    public static VerifiedText verify(byte[] message, PinnedKeys keys, Instant now) {
        return verify(message, keys, Optional.of(now));
    }

    /**
     * Verifies a message whose bytes are pinned already (by a lock), so that a key that has expired meanwhile still
     * vouches for what it signed in its time.
     *
     * @throws BadSignatureException if there is no good signature by a key valid when it was made
     */
    public static VerifiedText verifyPinned(byte[] message, PinnedKeys keys) {
        return verify(message, keys, Optional.empty());
    }

    private static VerifiedText verify(byte[] message, PinnedKeys keys, Optional<Instant> now) {
        ClearSignedMessage parts;
        List<PGPSignature> signatures;
        try {
            parts = ClearSignedMessage.parse(message);
            signatures = signatures(parts.armor());
        } catch (IOException | RuntimeException e) {
            throw new BadSignatureException(String.valueOf(e.getMessage()), List.of(), keys.fingerprints());
        }
        byte[] signed = parts.signedBytes();
        List<String> seen = new ArrayList<>();
        for (PGPSignature signature : signatures) {
            Optional<PGPPublicKeyRing> ring = keys.ring(signature.getKeyID());
            Optional<String> objection =
                    ring.isEmpty() ? Optional.of("not a pinned key") : objection(signature, ring.get(), signed, now);
            if (ring.isPresent() && objection.isEmpty()) {
                return new VerifiedText(
                        parts.text(),
                        PinnedKeys.fingerprint(ring.get().getPublicKey()),
                        signature.getCreationTime().toInstant());
            }
            seen.add(HexFormat.of().withUpperCase().toHexDigits(signature.getKeyID()) + ": " + objection.orElse(""));
        }
        throw new BadSignatureException(
                seen.isEmpty() ? "it has no signature" : "no good signature by a pinned key",
                seen,
                keys.fingerprints());
    }

    private static List<PGPSignature> signatures(String armor) throws IOException {
        if (armor.length() > MAX_ARMOR) {
            throw new IOException("its signatures take more than " + MAX_ARMOR + " bytes");
        }
        List<PGPSignature> signatures = new ArrayList<>();
        byte[] bytes = armor.getBytes(StandardCharsets.US_ASCII);
        try (ArmoredInputStream packets = new ArmoredInputStream(new ByteArrayInputStream(bytes))) {
            BcPGPObjectFactory objects = new BcPGPObjectFactory(packets);
            Object object = objects.nextObject();
            while (object != null && signatures.size() < MAX_SIGNATURES) {
                if (object instanceof PGPSignatureList list) {
                    list.iterator().forEachRemaining(signatures::add);
                }
                object = objects.nextObject();
            }
        }
        return signatures;
    }

    private static Optional<String> objection(
            PGPSignature signature, PGPPublicKeyRing ring, byte[] signed, Optional<Instant> now) {
        if (signature.getVersion() < 4 || signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
            return Optional.of("not a signature over text of version 4 or later");
        }
        if (!isStrong(signature.getHashAlgorithm())) {
            return Optional.of("made with a hash that is no longer safe");
        }
        Instant made = signature.getCreationTime().toInstant();
        Instant time = now.orElse(made);
        if (made.isAfter(time.plus(SKEW))) {
            return Optional.of("made in the future, at " + made + "; is the clock right?");
        }
        long validSeconds = signature.getHashedSubPackets().getSignatureExpirationTime();
        if (validSeconds > 0 && !time.isBefore(made.plusSeconds(validSeconds))) {
            return Optional.of("the signature has expired");
        }
        PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
        return PinnedKeys.objection(ring, key, time)
                .or(() -> PinnedKeys.objection(ring, key, made))
                .or(() -> isGood(signature, key, signed) ? Optional.empty() : Optional.of("it is over another text"));
    }

    private static boolean isGood(PGPSignature signature, PGPPublicKey key, byte[] signed) {
        return Verification.of(() -> {
            signature.init(new BcPGPContentVerifierBuilderProvider(), key);
            signature.update(signed);
            return signature.verify();
        });
    }

    /** Whether collisions of this hash are out of reach. */
    static boolean isStrong(int hashAlgorithm) {
        return switch (hashAlgorithm) {
            case HashAlgorithmTags.SHA256,
                    HashAlgorithmTags.SHA384,
                    HashAlgorithmTags.SHA512,
                    HashAlgorithmTags.SHA3_256,
                    HashAlgorithmTags.SHA3_512 -> true;
            default -> false;
        };
    }
}
