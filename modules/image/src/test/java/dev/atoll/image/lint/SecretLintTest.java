package dev.atoll.image.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.AllowedSecret;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etc/machine-id | uninitialized",
                "etc/shadow | root:*:20000:0:99999:7:::",
                "etc/shadow | sshd:!*:20000::::::",
                "etc/shadow | sshd:!!:20000::::::",
                "etc/passwd | root:x:0:0:root:/root:/bin/sh",
                "etc/gshadow | adm:!*::",
                "etc/group | adm::4:",
                "etc/ssh/ssh_host_ed25519_key.pub | ssh-ed25519 AAAA",
                "etc/pam.d/passwd | @include common-password",
                "root/.netrc | # machine example",
                "root/.docker/config.json | {\"auths\": {}, \"credsStore\": \"pass\"}",
                "root/.kube/config | current-context: none",
                "root/.npmrc | //registry/:_authToken=${TOKEN}",
                "etc/app.conf | AKIA is how they begin",
                "etc/app.conf | XAKIAQQQQQQQQQQQQQQQQX",
                "etc/app.conf | eyJhbGciOiJIUzI1NiJ9",
                "usr/share/doc/x/manual | put -----BEGIN PRIVATE KEY----- at the start",
                "usr/share/app/sample.jwt | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl",
                "usr/share/vim/history | :q",
                "var/lib/private/data | nothing"
            })
    void leavesHarmlessFilesAlone(String path, String text) {
        assertThat(look(path, text + "\n")).isEmpty();
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
