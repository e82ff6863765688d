package dev.atoll.image.signing;

import java.time.Instant;
import java.time.InstantSource;

/** Keys for tests, made once: RSA keys take their time. */
final class Keys {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    static final SigningKey KEY = SelfSigned.create("Tests db", CLOCK.instant(), new java.security.SecureRandom());
    static final SigningKey OTHER = SelfSigned.create("Tests other", CLOCK.instant(), new java.security.SecureRandom());

    private Keys() {}
}
