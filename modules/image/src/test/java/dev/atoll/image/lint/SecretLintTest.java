package dev.atoll.image.lint;

import static dev.atoll.image.lint.SecretKind.CREDENTIALS_FILE;
import static dev.atoll.image.lint.SecretKind.CREDENTIAL_SECRET;
import static dev.atoll.image.lint.SecretKind.EMPTY_PASSWORD;
import static dev.atoll.image.lint.SecretKind.HISTORY;
import static dev.atoll.image.lint.SecretKind.MACHINE_ID;
import static dev.atoll.image.lint.SecretKind.PASSWORD_HASH;
import static dev.atoll.image.lint.SecretKind.PRIVATE_KEY;
import static dev.atoll.image.lint.SecretKind.RANDOM_SEED;
import static dev.atoll.image.lint.SecretKind.SSH_HOST_KEY;
import static dev.atoll.image.lint.SecretKind.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.boot.SystemPartition;
import dev.atoll.image.definition.AllowedSecret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretLintTest {
    private static List<SecretFinding> look(String path, byte[] bytes) {
        FileTree tree = Samples.tree();
        Samples.put(tree, path, new Node.File(Metadata.root(0644, 0), Content.of(bytes)));
        return new SecretLint(List.of()).look("root", tree).findings();
    }

    private static List<SecretFinding> look(String path, String text) {
        return look(path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static List<Planted> planted() {
        return Planted.all();
    }

    @ParameterizedTest
    @MethodSource("planted")
    void findsEveryKindOfSecret(Planted planted) {
        assertThat(look(planted.path(), planted.bytes()))
                .as(planted.path())
                .extracting(SecretFinding::kind)
                .containsExactly(planted.kind());
    }

    @ParameterizedTest
    @MethodSource("planted")
    void namesThePlaceAndNeverTheSecret(Planted planted) {
        SecretFinding finding = look(planted.path(), planted.bytes()).getFirst();
        assertThat(finding.path()).isEqualTo("/" + planted.path());
        String text = new String(planted.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.length() > 20) {
            assertThat(finding.toString()).doesNotContain(text.substring(text.length() - 16, text.length() - 4));
        }
    }

    @Test
    void everyKindIsPlantedAtLeastOnce() {
        assertThat(Planted.all().stream().map(Planted::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(SecretKind.values());
    }

    /** What looks like a secret of a kind and is none. */
    record NearMiss(SecretKind kind, String path, String text) {}

    static List<NearMiss> nearMisses() {
        return List.of(
                new NearMiss(MACHINE_ID, "etc/machine-id", "uninitialized"),
                new NearMiss(MACHINE_ID, "usr/share/doc/etc/machine-id", "0123456789abcdef0123456789abcdef"),
                new NearMiss(EMPTY_PASSWORD, "etc/shadow", "root:*:20000:0:99999:7:::"),
                new NearMiss(EMPTY_PASSWORD, "etc/group", "adm::4:"),
                new NearMiss(PASSWORD_HASH, "etc/shadow", "sshd:!*:20000::::::"),
                new NearMiss(PASSWORD_HASH, "etc/shadow", "sshd:!!:20000::::::"),
                new NearMiss(PASSWORD_HASH, "etc/passwd", "root:x:0:0:root:/root:/bin/sh"),
                new NearMiss(PASSWORD_HASH, "etc/gshadow", "adm:!*::"),
                new NearMiss(PASSWORD_HASH, "etc/pam.d/passwd", "@include common-password"),
                new NearMiss(PASSWORD_HASH, "etc/x.conf", "LoadCredential=passwd.hashed-password.root"),
                new NearMiss(PASSWORD_HASH, "EFI/Linux/a.efi", "systemd.set_credential=passwd.hashed-password.root:!*"),
                new NearMiss(SSH_HOST_KEY, "etc/ssh/ssh_host_ed25519_key.pub", "ssh-ed25519 AAAA"),
                new NearMiss(RANDOM_SEED, "usr/lib/systemd/systemd-random-seed", "seed"),
                new NearMiss(RANDOM_SEED, "usr/share/loader/random-seed", "seed"),
                new NearMiss(CREDENTIAL_SECRET, "usr/lib/systemd/credential.secret.d/README", "nothing"),
                new NearMiss(CREDENTIALS_FILE, "root/.netrc", "# machine example"),
                new NearMiss(CREDENTIALS_FILE, "root/.docker/config.json", "{\"auths\": {}, \"credsStore\": \"pass\"}"),
                new NearMiss(CREDENTIALS_FILE, "root/.kube/config", "current-context: none"),
                new NearMiss(CREDENTIALS_FILE, "root/.npmrc", "//registry/:_authToken=${TOKEN}"),
                new NearMiss(TOKEN, "etc/app.conf", "AKIA is how they begin"),
                new NearMiss(TOKEN, "etc/app.conf", "XAKIAQQQQQQQQQQQQQQQQX"),
                new NearMiss(TOKEN, "etc/app.conf", "eyJhbGciOiJIUzI1NiJ9"),
                new NearMiss(
                        TOKEN,
                        "usr/share/app/sample.jwt",
                        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl"),
                new NearMiss(PRIVATE_KEY, "usr/share/doc/x/manual", "put -----BEGIN PRIVATE KEY----- at the start"),
                new NearMiss(PRIVATE_KEY, "etc/ssl/key.pem", Planted.pem("PUBLIC KEY")),
                new NearMiss(HISTORY, "usr/share/vim/history", ":q"),
                new NearMiss(HISTORY, "var/lib/private/data", "nothing"));
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void leavesHarmlessFilesAlone(NearMiss harmless) {
        assertThat(look(harmless.path(), harmless.text() + "\n")).isEmpty();
    }

    @Test
    void everyKindHasItsNearMiss() {
        assertThat(nearMisses().stream().map(NearMiss::kind)).contains(SecretKind.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PASSWORD_HASH systemd.set_credential=passwd.hashed-password.root:$y$j9T$abcdefgh",
                "CREDENTIALS_FILE systemd.set_credential=passwd.plaintext-password.root:lagoon",
                "TOKEN app.token=AKIAQQQQQQQQQQQQQQQQ"
            })
    void wordsOfTheKernelsCommandLineLieOnTheEsp(String secret) {
        String[] words = secret.split(" ", 2);
        String yaml = """
                definition: 1
                image: {id: lagoon, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}]
                packages: {install: [bash]}
                kernel: {commandLine: [%s], initrd: {modules: [], files: [], units: []}}
                """;
        FileTree clean = SystemPartition.ofOwn(
                Samples.parse(yaml.formatted("quiet")), Map.of("a.addon.efi", new byte[9]), Map.of(), 0);
        assertThat(new SecretLint(List.of()).look("esp", clean).findings()).isEmpty();
        FileTree esp =
                SystemPartition.ofOwn(Samples.parse(yaml.formatted("\"" + words[1] + "\"")), Map.of(), Map.of(), 0);
        assertThat(new SecretLint(List.of()).look("esp", esp).findings())
                .extracting(SecretFinding::kind, SecretFinding::path)
                .containsExactly(tuple(SecretKind.valueOf(words[0]), "/EFI/Linux/lagoon_1.2.3.efi"));
    }

    @Test
    void addonsAndEnrolmentLieOnTheEspToo() {
        byte[] key = Planted.pem("PRIVATE KEY").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        FileTree esp =
                SystemPartition.ofOwn(Samples.definition(""), Map.of("a.addon.efi", key), Map.of("db.auth", key), 0);
        assertThat(new SecretLint(List.of()).look("esp", esp).findings())
                .extracting(SecretFinding::path)
                .containsExactly("/loader/addons/a.addon.efi", "/loader/keys/auto/db.auth");
    }

    @Test
    void aKeyInAProgramIsItsOwnBusiness() {
        assertThat(look("usr/bin/tool", "\177ELF" + Planted.pem("PRIVATE KEY"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_000, 65_500, 65_530, 63_480, 131_060, 500_000})
    void keysDeepInsideLocalTextsAreFound(int depth) {
        String text = "# padding\n".repeat(depth / 10) + Planted.pem("RSA PRIVATE KEY") + "# end\n".repeat(30_000);
        assertThat(look("etc/app/all.conf", text))
                .extracting(SecretFinding::kind)
                .containsExactly(SecretKind.PRIVATE_KEY);
    }

    @Test
    void ofLargeFilesOfPackagesOnlyTheBeginningIsRead() {
        String filler = "word ".repeat(20_000);
        assertThat(look("usr/share/x/big", Planted.pem("PRIVATE KEY") + filler)).hasSize(1);
        FileTree tree = Samples.tree();
        Samples.put(tree, "usr/share/x/big", filler);
        assertThat(new SecretLint(List.of()).look("root", tree).finish().bytesRead())
                .isEqualTo(4096);
    }

    @Test
    void hardLinksAreReadOnceAndTheInitrdOnlyWhereItDiffers() {
        FileTree root = Samples.tree();
        Node.File file = Samples.put(root, "usr/lib/one", "harmless");
        Samples.put(root, "usr/lib/two", file);
        FileTree initrd = Samples.tree();
        Samples.put(initrd, "usr/lib/one", file);
        Samples.put(initrd, "etc/key", Planted.pem("EC PRIVATE KEY"));
        SecretLint lint = new SecretLint(List.of()).look("root", root).look("initrd", initrd);
        assertThat(lint.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.tree()).isEqualTo("initrd");
            assertThat(finding.path()).isEqualTo("/etc/key");
        });
    }

    @Test
    void allFindingsAreListedWithWhatToDo() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "etc/shadow", "root::1::::::\nme:$y$j9T$abc:1::::::\n");
        Samples.put(tree, "etc/key.pem", Planted.pem("PRIVATE KEY"));
        assertThatThrownBy(() -> new SecretLint(List.of()).look("root", tree).finish())
                .isInstanceOfSatisfying(SecretsException.class, failure -> {
                    assertThat(failure.problems())
                            .extracting(problem -> problem.code())
                            .containsExactly("secret-private-key", "secret-password-hash", "secret-empty-password");
                    assertThat(failure)
                            .hasMessageContaining("/etc/key.pem of the root is a private key: a key in PEM")
                            .hasMessageContaining("the field of root is empty")
                            .hasMessageContaining("hint: give keys to machines as credentials")
                            .hasMessageNotContaining("$y$");
                });
    }

    @Test
    void whatTheDefinitionAllowsIsReportedAndSoIsWhatItAllowsInVain() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "usr/share/test/key.pem", Planted.pem("PRIVATE KEY"));
        List<AllowedSecret> allowed = List.of(
                new AllowedSecret("/usr/share/test", "keys of a public test suite"),
                new AllowedSecret("/usr/share/te", "a prefix is not a directory"));
        SecretLint.Result result = new SecretLint(allowed).look("root", tree).finish();
        assertThat(result.allowed()).extracting(SecretFinding::path).containsExactly("/usr/share/test/key.pem");
        assertThat(result.unusedAllowances()).containsExactly("/usr/share/te");
        assertThat(result.files()).isEqualTo(1);
    }
}
