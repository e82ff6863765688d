package dev.atoll.image.signing;

import dev.atoll.packages.openpgp.ArchiveKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Keys of repositories on disk: {@value #SECRET} and {@value #PUBLIC} in a directory of their own. */
public final class ArchiveKeys {
    /** The secret key's file. */
    public static final String SECRET = "archive.key";

    /** The public key's file. */
    public static final String PUBLIC = "archive.asc";

    private ArchiveKeys() {}

    /**
     * Makes a key, without a passphrase: the files' modes protect it.
     *
     * @param directory that does not exist yet
     * @param user what the key is called
     * @param clock tells when it was made
     * @throws SigningKeyException if there is something of that name
     * @throws UncheckedIOException if it cannot be written
     */
    public static ArchiveKey create(Path directory, String user, InstantSource clock) {
        KeyDirectory.requireAbsent(directory);
        ArchiveKey key = ArchiveKey.create(user, clock.instant(), new SecureRandom());
        try {
            KeyDirectory.write(
                    directory,
                    Map.of(
                            SECRET, key.secretKey().getBytes(StandardCharsets.US_ASCII),
                            PUBLIC, key.publicKey().getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the key below " + directory, e);
        }
        return key;
    }
}
