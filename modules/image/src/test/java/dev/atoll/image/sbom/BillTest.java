package dev.atoll.image.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.PackageUse;
import dev.atoll.image.inventory.Inventory;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.storage.simple.InMemSpdxStore;

/** Documents are judged by the projects' own validators. */
class BillTest {
    private static LockedPackage locked(String name, String version, String path) {
        return new LockedPackage(
                name, version, "amd64", "trixie", path, 10, Digest.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static FileTree tree() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "usr/lib/os-release", "ID=lagoon\nIMAGE_ID=lagoon\nIMAGE_VERSION=\"1.2.3\"\n");
        Samples.put(tree, "etc/debian_version", "13.2\n");
        String format = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n";
        Samples.put(tree, "usr/share/doc/libssl3t64/copyright", format + "Files: *\nLicense: Apache-2.0\n");
        Samples.put(tree, "usr/share/doc/g++/copyright", "Free.\u0001\"quoted\" & <odd>\n");
        Inventory.write(
                tree,
                List.of(
                        locked("libssl3t64", "3.5.4-1~deb13u1", "pool/main/o/openssl/libssl3t64_1.deb"),
                        locked("g++", "4:14.2-1+b1", "pool/main/g/gcc-defaults/gpp_1.deb"),
                        locked("bare", "1", "x/bare.deb")),
                List.of(),
                1000);
        return tree;
    }

    private static Bill bill() {
        return Bill.of(tree(), 1_700_000_000);
    }

    @Test
    void packagesAreNamedByPackageUrl() {
        assertThat(bill().parts())
                .extracting(Bill.Part::purl)
                .containsExactly(
                        "pkg:deb/debian/bare@1?arch=amd64&distro=debian-13",
                        "pkg:deb/debian/g%2B%2B@4%3A14.2-1%2Bb1?arch=amd64&distro=debian-13&upstream=gcc-defaults",
                        "pkg:deb/debian/libssl3t64@3.5.4-1~deb13u1?arch=amd64&distro=debian-13&upstream=openssl");
    }

    @Test
    void whatTheRuntimeWasLinkedFromIsNamedAsThat() throws Exception {
        FileTree tree = tree();
        LockedPackage bash = locked("bash", "1", "x/bash.deb");
        LockedPackage jdk = new LockedPackage(
                "jdk", "25", "amd64", "trixie", "x/jdk.deb", 10, bash.sha256(), Optional.of(PackageUse.BUILD));
        Inventory.write(tree, List.of(bash, jdk), List.of(), 1000);
        Bill bill = Bill.of(tree, 1000);
        byte[] cycloneDx = CycloneDxDocuments.write(bill);
        assertThat(new JsonParser().validate(cycloneDx, Version.VERSION_16)).isEmpty();
        assertThat(new JsonParser().parse(cycloneDx).getComponents())
                .filteredOn(it -> it.getProperties().stream()
                        .anyMatch(property -> property.getName().equals("atoll:linked-into")
                                && property.getValue().equals("/usr/lib/atoll/java")))
                .extracting(it -> it.getName())
                .containsExactly("jdk");
        assertThat(new String(SpdxDocuments.write(bill), StandardCharsets.UTF_8))
                .containsOnlyOnce("GENERATED_FROM")
                .contains("SPDXRef-Package-jdk-amd64");
    }

    @Test
    void cycloneDxIsValidAndSaysWhatTheBillDoes() throws Exception {
        byte[] document = CycloneDxDocuments.write(bill());
        assertThat(new JsonParser().validate(document, Version.VERSION_16)).isEmpty();
        Bom bom = new JsonParser().parse(document);
        assertThat(bom.getSerialNumber())
                .matches("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(bom.getMetadata().getComponent().getName()).isEqualTo("lagoon");
        assertThat(bom.getMetadata().getTimestamp().getTime()).isEqualTo(1_700_000_000_000L);
        assertThat(bom.getComponents()).extracting(it -> it.getName()).containsExactly("bare", "g++", "libssl3t64");
        assertThat(bom.getComponents().getLast().getLicenses().getExpression().getValue())
                .isEqualTo("Apache-2.0");
        assertThat(bom.getComponents()
                        .get(1)
                        .getLicenses()
                        .getLicenses()
                        .getFirst()
                        .getAttachmentText()
                        .getText())
                .contains("\"quoted\" & <odd>");
    }

    @Test
    void spdxIsValidAndSaysWhatTheBillDoes() throws Exception {
        byte[] document = SpdxDocuments.write(bill());
        SpdxModelFactory.init();
        MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON_PRETTY);
        SpdxDocument read = store.deSerialize(new ByteArrayInputStream(document), false);
        assertThat(read.verify()).isEmpty();
        assertThat(read.getSpecVersion()).isEqualTo("SPDX-2.3");
        assertThat(read.getCreationInfo().getCreated()).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(read.getExtractedLicenseInfos())
                .extracting(it -> it.getLicenseId())
                .containsExactly("LicenseRef-g---copyright");
        assertThat(new String(document, StandardCharsets.UTF_8))
                .contains(
                        "pkg:deb/debian/libssl3t64@3.5.4-1~deb13u1",
                        "\"licenseDeclared\" : \"Apache-2.0\"",
                        "SPDXRef-Package-libssl3t64-amd64",
                        Digest.of("libssl3t64".getBytes(StandardCharsets.UTF_8)).hex());
    }

    @Test
    void theSameImageGivesTheSameBytesInAnyPlaceAndTongue() {
        byte[] spdx = SpdxDocuments.write(bill());
        byte[] cycloneDx = CycloneDxDocuments.write(bill());
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
            Locale.setDefault(Locale.of("ar", "EG"));
            assertThat(SpdxDocuments.write(bill())).isEqualTo(spdx);
            assertThat(CycloneDxDocuments.write(bill())).isEqualTo(cycloneDx);
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void anImageThatDoesNotSayWhatItIsMadeOfHasNoBill() {
        assertThatThrownBy(() -> Bill.of(Samples.tree(), 0))
                .isInstanceOf(SbomException.class)
                .hasMessageContaining("packages.json")
                .hasMessageContaining("hint: build it again");
    }
}
