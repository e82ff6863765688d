package dev.atoll.node.delivery;

import dev.atoll.node.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Reads secrets from where configurations say they lie. Thread safe. */
public final class Secrets implements Function<Secret, String> {
    private final Path credentials;

    /** Secrets of the machine. */
    public Secrets() {
        this(Path.of("/run/credentials/@system"));
    }

    Secrets(Path credentials) {
        this.credentials = credentials;
    }

    /**
     * The text of a secret.
     *
     * @throws MissingSecretException if it is not there
     */
    @Override
    public String apply(Secret secret) {
        Path file = secret.credential()
                .map(credentials::resolve)
                .orElseGet(() -> Path.of(secret.file().orElseThrow()));
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MissingSecretException(secret, e);
        }
    }
}
