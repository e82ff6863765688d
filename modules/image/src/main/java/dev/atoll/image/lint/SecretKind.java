package dev.atoll.image.lint;

/** The kinds of secrets, each with what to do about one. */
public enum SecretKind {
    /** A private key, with or without a passphrase. */
    PRIVATE_KEY(
            "secret-private-key",
            "a private key",
            "give keys to machines as credentials when they boot, not in the image"),
    /** The identity of an SSH server. */
    SSH_HOST_KEY(
            "secret-ssh-host-key",
            "an SSH host key",
            "leave it out: each machine makes its own; with one for all, anyone with the image can pretend to be any machine"),
    /** The identity of a machine. */
    MACHINE_ID(
            "secret-machine-id",
            "a machine-id",
            "make the file empty or write \"uninitialized\": it is made at first boot"),
    /** What a machine starts its random numbers with. */
    RANDOM_SEED(
            "secret-random-seed", "a random seed", "leave it out: with the same seed random numbers can be guessed"),
    /** The key that a machine encrypts credentials with. */
    CREDENTIAL_SECRET(
            "secret-credential-key",
            "the key of systemd's credentials",
            "leave it out: systemd makes one on each machine"),
    /** A password that can be guessed at leisure, also behind a lock. */
    PASSWORD_HASH(
            "secret-password-hash",
            "the hash of a password",
            "lock the account with \"*\" or \"!\"; give a password as the credential passwd.hashed-password.NAME"),
    /** An account that needs no password. */
    EMPTY_PASSWORD(
            "secret-empty-password", "an empty password: anyone can log in", "lock the account with \"*\" or \"!\""),
    /** A file in which a program keeps what it logs in with. */
    CREDENTIALS_FILE(
            "secret-credentials-file", "credentials of a program", "leave the file out; revoke what was in it"),
    /** A token that a provider's programs make. */
    TOKEN("secret-token", "an access token", "leave it out and revoke it"),
    /** What somebody typed. */
    HISTORY("secret-history", "the history of a shell or program", "leave it out: people type passwords into prompts");

    private final String code;
    private final String noun;
    private final String advice;

    SecretKind(String code, String noun, String advice) {
        this.code = code;
        this.noun = noun;
        this.advice = advice;
    }

    /** The stable code of problems of this kind. */
    public String code() {
        return code;
    }

    /** What it is, with its article. */
    public String noun() {
        return noun;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
