package dev.atoll.packages.apt;

import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.openpgp.BadSignatureException;
import dev.atoll.packages.openpgp.ClearSigned;
import dev.atoll.packages.openpgp.PinnedKeys;
import dev.atoll.packages.openpgp.VerifiedText;
import dev.atoll.store.DownloadException;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@code InRelease} file that is what a source asks for. */
final class SignedRelease {
    private static final int MAX_SIZE = 1 << 23;

    private final byte[] file;
    private final ReleaseFile release;
    private final String signingKey;

    private SignedRelease(byte[] file, ReleaseFile release, String signingKey) {
        this.file = file;
        this.release = release;
        this.signingKey = signingKey;
    }

    /** All bytes, signature included. */
    byte[] file() {
        return file;
    }

    ReleaseFile release() {
        return release;
    }

    /** Fingerprint of the pinned key that vouched. */
    String signingKey() {
        return signingKey;
    }

    /**
     * Fetches and verifies the file of a mirror. One that is older than what the store has seen is not acceptable.
     *
     * @throws Unacceptable with the reason, if it is not there or not acceptable
     */
    static SignedRelease fetch(AptSource source, PinnedKeys keys, URI base, Downloads downloads, Instant now)
            throws Unacceptable {
        try {
            URI uri = Locations.below(base, "dists/" + source.suite() + "/InRelease");
            byte[] file = downloads.fetchSmall(uri, MAX_SIZE);
            SignedRelease signed = of(file, source, ClearSigned.verify(file, keys, now));
            ReleaseMemory memory = new ReleaseMemory(downloads.store());
            Optional<String> objection = signed.release
                    .objection(now)
                    .or(() -> memory.objection(source, signed.signingKey, signed.release.date()));
            if (objection.isPresent()) {
                throw new Unacceptable("its InRelease is not acceptable: " + objection.get(), null);
            }
            return signed;
        } catch (DownloadException e) {
            if (e.reason() == DownloadException.Reason.CANCELLED) {
                throw e;
            }
            throw new Unacceptable(e.found(), e);
        } catch (BadSignatureException | MalformedPackageException | IllegalArgumentException e) {
            throw new Unacceptable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Verifies a file whose digest is pinned; it may be of any age.
     *
     * @throws Unacceptable with the reason, if it is not acceptable
     */
    static SignedRelease pinned(byte[] file, AptSource source, PinnedKeys keys) throws Unacceptable {
        try {
            return of(file, source, ClearSigned.verifyPinned(file, keys));
        } catch (BadSignatureException | MalformedPackageException e) {
            throw new Unacceptable(String.valueOf(e.getMessage()), e);
        }
    }

    private static SignedRelease of(byte[] file, AptSource source, VerifiedText verified) throws Unacceptable {
        ReleaseFile release = ReleaseFile.parse(verified.text(), "InRelease of " + source.name());
        Optional<String> objection = release.objection(source);
        if (objection.isPresent()) {
            throw new Unacceptable("its InRelease is not the one asked for: " + objection.get(), null);
        }
        return new SignedRelease(file, release, verified.fingerprint());
    }

    /** Why a mirror's file cannot be used; another mirror's may do. */
    static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1;

        Unacceptable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }
}
