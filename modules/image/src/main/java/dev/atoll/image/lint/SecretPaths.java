package dev.atoll.image.lint;

import static dev.atoll.image.lint.SecretKind.CREDENTIALS_FILE;
import static dev.atoll.image.lint.SecretKind.CREDENTIAL_SECRET;
import static dev.atoll.image.lint.SecretKind.HISTORY;
import static dev.atoll.image.lint.SecretKind.PRIVATE_KEY;
import static dev.atoll.image.lint.SecretKind.RANDOM_SEED;
import static dev.atoll.image.lint.SecretKind.SSH_HOST_KEY;

import dev.atoll.disk.tree.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What paths say about secrets: a table of places that programs keep them in. */
final class SecretPaths {
    /** Some of what these programs keep is harmless, so the text must hold a word too; an empty pattern asks for none. */
    record Place(SecretKind kind, Pattern path, Pattern text, String why) {
        boolean needsNoText() {
            return text == ANY;
        }
    }

    private static final Pattern ANY = Pattern.compile("");

    /** Packages bring thousands of files, and below /usr only hidden ones and these are of interest. */
    private static final Set<String> NAMES = Set.of(
            "_netrc",
            "npmrc",
            "auth.json",
            "fish_history",
            "kubeconfig",
            "k3s.yaml",
            "application_default_credentials.json");

    private static final List<Place> PLACES = List.of(
            place(SSH_HOST_KEY, "etc/ssh/ssh_host_(?:[a-z0-9_]+_)?key", "the place of an SSH server's key"),
            place(RANDOM_SEED, "var/lib/(?:systemd/random-seed|urandom/.+|random-seed)", "saved by a running system"),
            place(RANDOM_SEED, "(?:(?:boot|efi|boot/efi)/)?loader/random-seed", "systemd-boot's seed"),
            place(CREDENTIAL_SECRET, "var/lib/systemd/credential\\.secret", "made by a running system"),
            place(
                    HISTORY,
                    "(?:.+/)?(?:\\.(?:bash|ash|sh|zsh|ksh|python|mysql|psql|sqlite|rediscli|node_repl|irb)_history"
                            + "|\\.histfile|\\.lesshst|\\.viminfo|fish_history)",
                    "somebody used a prompt"),
            place(PRIVATE_KEY, "(?:.+/)?\\.ssh/(?:id_[a-z0-9_-]+|identity)", "the place of a user's SSH key"),
            place(
                    PRIVATE_KEY,
                    "(?:.+/)?\\.gnupg/(?:private-keys-v1\\.d/.+\\.key|secring\\.gpg)",
                    "GnuPG keeps keys there"),
            place(PRIVATE_KEY, "etc/(?:cryptsetup-keys|luks-keys)\\.?d?/.+", "keys of encrypted disks lie there"),
            place(PRIVATE_KEY, "(?:etc|var|root|home)/(?:.+/)?[^/]*keytab", "a Kerberos key table"),
            place(CREDENTIALS_FILE, named("[._]netrc"), "\\bpassword\\s+\\S", "it has passwords"),
            place(
                    CREDENTIALS_FILE,
                    "(?:.+/)?(?:\\.docker/config\\.json|\\.dockercfg|containers/auth\\.json)",
                    "\"(?:auth|identitytoken|registrytoken|password)\"\\s*:\\s*\"[^\"]",
                    "it logs in to a registry"),
            place(
                    CREDENTIALS_FILE,
                    "(?:.+/)?(?:\\.kube/config|kubeconfig|[^/]*\\.kubeconfig|kubernetes/[^/]+\\.conf|k3s\\.yaml)",
                    "(?m)^\\s*(?:token|client-key-data|password)\\s*:\\s*\\S",
                    "it logs in to a cluster"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.aws/(?:credentials|config)"),
                    "(?i)aws_secret_access_key\\s*=\\s*\\S",
                    "AWS keys"),
            place(
                    CREDENTIALS_FILE,
                    named("(?:\\.config/gcloud/.*(?:credentials|tokens?).*|application_default_credentials\\.json)"),
                    "",
                    "Google Cloud credentials"),
            place(CREDENTIALS_FILE, named("\\.azure/(?:.*token.*|.*cache.*|accessTokens\\.json)"), "", "Azure tokens"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.?npmrc"),
                    "(?:_authToken|_password|_auth)\\s*=\\s*[^\\s$]",
                    "it has a token"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.pgpass"),
                    "(?m)^[^#\\s][^\\n]*:[^\\n]*:[^\\n]*:[^\\n]*:\\S",
                    "it has passwords"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.git-credentials|.+/git/credentials"),
                    "://[^/\\s:]*:[^@\\s]+@",
                    "it has passwords"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.pypirc|\\.my\\.cnf|\\.s3cfg|\\.boto"),
                    "(?im)^\\s*(?:password|secret_key|gs_secret_access_key|aws_secret_access_key)\\s*[=:]\\s*\\S",
                    "it has a password"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.cargo/credentials(?:\\.toml)?|\\.gem/credentials"),
                    "(?m)^[^#\\n]*[:=]\\s*\\S",
                    "it has a token"),
            place(CREDENTIALS_FILE, named("\\.config/gh/hosts\\.yml"), "oauth_token\\s*:\\s*\\S", "it has a token"),
            place(
                    CREDENTIALS_FILE,
                    named("\\.m2/settings\\.xml"),
                    "<(?:password|passphrase)>[^<$]",
                    "it has a password"),
            place(CREDENTIALS_FILE, named("\\.vault-token"), "", "it is a token"),
            place(
                    CREDENTIALS_FILE,
                    named("(?:\\.terraform\\.d/credentials\\.tfrc\\.json|\\.terraformrc)"),
                    "\"?token\"?\\s*[:=]\\s*\"[^\"]",
                    "it has a token"),
            place(
                    CREDENTIALS_FILE,
                    "(?:etc|run)/(?:.+/)?[^/]+\\.nmconnection|etc/wpa_supplicant/.+\\.conf",
                    "(?m)^\\s*(?:psk|password|wep-key\\d|private-key)\\s*=\\s*\\S",
                    "it has the password of a network"));

    private SecretPaths() {}

    private static Place place(SecretKind kind, String path, String why) {
        return new Place(kind, Pattern.compile(path), ANY, why);
    }

    private static Place place(SecretKind kind, String path, String text, String why) {
        return new Place(kind, Pattern.compile(path), text.isEmpty() ? ANY : Pattern.compile(text), why);
    }

    /** A file of that name in any directory. */
    private static String named(String name) {
        return "(?:.+/)?(?:" + name + ")";
    }

    /** The place that a path is. */
    static Optional<Place> of(String path) {
        if (path.startsWith("usr/") && !path.contains("/.") && !NAMES.contains(TreePath.name(path))) {
            return Optional.empty();
        }
        return PLACES.stream()
                .filter(place -> place.path.matcher(path).matches())
                .findFirst();
    }
}
