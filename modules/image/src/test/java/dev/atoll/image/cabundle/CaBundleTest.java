package dev.atoll.image.cabundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaBundleTest {
    private static final String CERTS = "etc/ssl/certs/";

    private final FileTree tree = CaTrees.sample();

    private String link(String name) {
        return tree.get(CERTS + name).orElseThrow() instanceof Node.Symlink link ? link.target() : "no link";
    }

    /** The hashes are those of {@code openssl x509 -subject_hash}. */
    @ParameterizedTest
    @CsvSource({
        "utf8,54e86025",
        "same-subject,54e86025",
        "bmp,8c5f3253",
        "t61,3930cbf4",
        "beyond-bmp,60c7ceab",
        "printable,83360f9d"
    })
    void hashesSubjectsLikeOpenssl(String name, String hash) {
        assertThat(Certificates.read(name, CaTrees.certificate(name)))
                .singleElement()
                .extracting(Certificates.Parsed::subjectHash)
                .isEqualTo(hash);
    }

    @Test
    void theBundleHoldsPackagedCertificatesThenLocalOnes() {
        CaBundle.apply(tree, 7);
        String bundle = new String(CaTrees.bytes(tree, CERTS + "ca-certificates.crt"), StandardCharsets.US_ASCII);
        StringBuilder expected = new StringBuilder();
        for (String name :
                new String[] {"beyond-bmp", "bmp", "printable", "same-subject", "t61", "utf8", "bmp", "utf8", "t61"}) {
            expected.append(new String(CaTrees.certificate(name), StandardCharsets.US_ASCII));
        }
        assertThat(bundle).isEqualTo(expected.toString());
        assertThat(tree.get(CERTS + "ca-certificates.crt").orElseThrow().metadata())
                .isEqualTo(Metadata.root(0644, 7));
    }

    @Test
    void linksByNameAndByHash() {
        CaBundle.apply(tree, 7);
        assertThat(link("bmp.pem")).isEqualTo("/usr/share/ca-certificates/vendor/bmp.crt");
        assertThat(link("no_=end=__of_line.pem")).isEqualTo("/usr/local/share/ca-certificates/no (end), of line.crt");
        assertThat(link("54e86025.0")).isEqualTo("same-subject.pem");
        assertThat(link("54e86025.1")).isEqualTo("utf8.pem");
        assertThat(link("83360f9d.0")).isEqualTo("by-hand.PEM");
        assertThat(tree.contains(CERTS + "83360f9d.1")).isFalse();
        assertThat(link("3930cbf4.0")).isEqualTo("no_=end=__of_line.pem");
        assertThat(link("8c5f3253.0")).isEqualTo("bmp.pem");
    }

    @Test
    void theConfigurationListsWhatPackagesBring() {
        CaBundle.apply(tree, 7);
        assertThat(new String(CaTrees.bytes(tree, "etc/ca-certificates.conf"), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "vendor/beyond-bmp.crt",
                        "vendor/bmp.crt",
                        "vendor/printable.crt",
                        "vendor/same-subject.crt",
                        "vendor/t61.crt",
                        "vendor/utf8.crt");
    }

    @Test
    void aConfigurationOfTheTreeSelects() {
        byte[] selection =
                "# mine\n!vendor/bmp.crt\n\nvendor/utf8.crt\nvendor/gone.crt\n".getBytes(StandardCharsets.UTF_8);
        CaTrees.put(tree, "etc/ca-certificates.conf", selection);
        tree.remove("usr/local");
        CaBundle.apply(tree, 7);
        assertThat(CaTrees.bytes(tree, CERTS + "ca-certificates.crt")).isEqualTo(CaTrees.certificate("utf8"));
        assertThat(CaTrees.bytes(tree, "etc/ca-certificates.conf")).isEqualTo(selection);
        assertThat(link("54e86025.0")).isEqualTo("utf8.pem");
    }

    @Test
    void applyingTwiceChangesNothingAndOldLinksGo() {
        Metadata meta = Metadata.root(0777, 0);
        tree.put(CERTS + "0123abcd.0", new Node.Symlink(meta, "by-hand.PEM"));
        tree.put(CERTS + "old.pem", new Node.Symlink(meta, "/usr/share/ca-certificates/vendor/old.crt"));
        CaBundle.apply(tree, 7);
        var once = List.copyOf(tree.nodes().keySet());
        CaBundle.apply(tree, 7);
        assertThat(tree.nodes().keySet()).containsExactlyElementsOf(once);
        assertThat(once).doesNotContain(CERTS + "0123abcd.0", CERTS + "old.pem");
    }

    @Test
    void aTreeWithoutCertificatesStaysAsItIs() {
        FileTree empty = new FileTree(Metadata.root(0755, 0));
        CaBundle.apply(empty, 7);
        assertThat(empty.nodes()).hasSize(1);
    }

    @Test
    void namesTheFileThatIsNoCertificate() {
        CaTrees.put(tree, "usr/share/ca-certificates/vendor/x.crt", "text".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CaBundle.apply(tree, 7))
                .isInstanceOf(MalformedCertificateException.class)
                .hasMessageContaining("vendor/x.crt");
        CaTrees.put(tree, "usr/share/ca-certificates/vendor/x.crt", new byte[0]);
        assertThatThrownBy(() -> CaBundle.apply(tree, 7)).isInstanceOf(MalformedCertificateException.class);
    }

    @Test
    void aDamagedCertificateIsReadOrRefusedAndNothingElseHappens() {
        Random random = new Random(20261122);
        byte[] good = CaTrees.certificate("utf8");
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] damaged = round < good.length ? Arrays.copyOf(good, round) : good.clone();
            if (damaged.length > 0) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Certificates.read("x", damaged);
            } catch (MalformedCertificateException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2_999);
    }
}
