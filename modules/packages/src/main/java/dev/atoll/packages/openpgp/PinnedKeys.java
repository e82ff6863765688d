package dev.atoll.packages.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The public keys that are trusted, and nothing beside them.
 *
 * @param rings primary keys with their subkeys
 */
public record PinnedKeys(List<PGPPublicKeyRing> rings) {
    public PinnedKeys {
        rings = List.copyOf(rings);
    }

    /**
     * Reads public key files, ASCII-armoured or binary.
     *
     * @throws IllegalArgumentException if a file holds no public key, with the file's name
     */
    public static PinnedKeys read(List<Path> files) {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        for (Path file : files) {
            try {
                rings.addAll(parse(Files.readAllBytes(file)));
            } catch (IOException | PGPException | RuntimeException e) {
                throw new IllegalArgumentException("cannot read the public key " + file + ": " + e.getMessage(), e);
            }
        }
        return new PinnedKeys(rings);
    }

    private static List<PGPPublicKeyRing> parse(byte[] bytes) throws IOException, PGPException {
        List<PGPPublicKeyRing> rings = new ArrayList<>();
        try (InputStream packets = PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes))) {
            new PGPPublicKeyRingCollection(packets, new BcKeyFingerprintCalculator())
                    .getKeyRings()
                    .forEachRemaining(rings::add);
        }
        if (rings.isEmpty()) {
            throw new PGPException("it holds no public key");
        }
        return rings;
    }

    /** Fingerprints of the primary keys, upper-case hexadecimal. */
    public List<String> fingerprints() {
        return rings.stream().map(ring -> fingerprint(ring.getPublicKey())).toList();
    }

    static String fingerprint(PGPPublicKey key) {
        return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
    }

    /** The ring with a key of this id. */
    Optional<PGPPublicKeyRing> ring(long keyId) {
        return rings.stream().filter(ring -> ring.getPublicKey(keyId) != null).findFirst();
    }

    /** Why a key of the ring may not sign at that time; nothing if it may. */
    static Optional<String> objection(PGPPublicKeyRing ring, PGPPublicKey key, Instant time) {
        PGPPublicKey primary = ring.getPublicKey();
        if (primary.hasRevocation() || key.hasRevocation()) {
            return Optional.of("the key is revoked");
        }
        if (expired(primary, time) || expired(key, time)) {
            return Optional.of("the key has expired");
        }
        if (key.getCreationTime().toInstant().isAfter(time)) {
            return Optional.of("the key is from the future");
        }
        return key.isMasterKey() || isSigningSubkey(primary, key)
                ? Optional.empty()
                : Optional.of("the subkey is not for signing");
    }

    private static boolean expired(PGPPublicKey key, Instant time) {
        long seconds = key.getValidSeconds();
        return seconds > 0 && !time.isBefore(key.getCreationTime().toInstant().plusSeconds(seconds));
    }

    /** RFC 9580, 5.2.1.8: bound by the primary key, with the flag for signing. */
    private static boolean isSigningSubkey(PGPPublicKey primary, PGPPublicKey key) {
        Iterator<PGPSignature> bindings = key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        while (bindings.hasNext()) {
            if (isSigningBinding(bindings.next(), primary, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSigningBinding(PGPSignature binding, PGPPublicKey primary, PGPPublicKey key) {
        PGPSignatureSubpacketVector hashed = binding.getHashedSubPackets();
        if (binding.getKeyID() != primary.getKeyID()
                || !ClearSigned.isStrong(binding.getHashAlgorithm())
                || hashed == null
                || (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) == 0) {
            return false;
        }
        return Verification.of(() -> {
            binding.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return binding.verifyCertification(primary, key);
        });
    }
}
