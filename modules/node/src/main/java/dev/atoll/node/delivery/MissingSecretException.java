package dev.atoll.node.delivery;

import dev.atoll.node.config.Secret;

/** A secret that is not where a configuration says it lies. */
public final class MissingSecretException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MissingSecretException(Secret secret, Throwable cause) {
        super(
                secret.credential()
                        .map(name -> "this machine has no credential " + name
                                + "; give it one, for instance by SMBIOS: io.systemd.credential:" + name + "=…")
                        .orElseGet(
                                () -> "there is no secret in " + secret.file().orElseThrow()),
                cause);
    }
}
