package dev.atoll.image.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.image.Samples;
import dev.atoll.image.TestPackage;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.PackageUse;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {
    @TempDir
    private Path folder;

    private static LockedPackage locked(String name, String path) {
        return new LockedPackage(
                name, "1.2-3", "amd64", "trixie", path, 10, Digest.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    private FileTree tree() {
        List<UnpackedPackage> unpacked = List.of(
                new TestPackage("reef")
                        .directory("usr/lib", 0755)
                        .file("usr/bin/reef", "r")
                        .hardLink("usr/bin/atoll", "usr/bin/reef")
                        .link("usr/bin/alias", "reef")
                        .in(folder),
                new TestPackage("coral")
                        .file("usr/bin/coral", "c")
                        .file("usr/bin/zoo", "z")
                        .in(folder));
        FileTree tree = TreeLayout.of(unpacked, new PathPatterns(List.of()), List.of(), 1000);
        Samples.put(tree, "etc/own", "definition");
        Inventory.write(
                tree,
                List.of(locked("reef", "pool/main/r/reef/reef_1.deb"), locked("coral", "pool/main/c/cor/coral_1.deb")),
                unpacked,
                1000);
        return tree;
    }

    @Test
    void saysWhoBroughtEachFile() {
        FileTree tree = tree();
        Map<String, String> owners = Inventory.read(tree).orElseThrow().owners(tree).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().name()));
        assertThat(owners)
                .isEqualTo(Map.of(
                        "usr/bin/reef",
                        "reef",
                        "usr/bin/atoll",
                        "reef",
                        "usr/bin/coral",
                        "coral",
                        "usr/bin/zoo",
                        "coral"));
    }

    @Test
    void listsPackagesByNameWithoutHosts() {
        Inventory inventory = Inventory.read(tree()).orElseThrow();
        assertThat(inventory.packages()).extracting(ImagePackage::name).containsExactly("coral", "reef");
        assertThat(inventory.packages())
                .extracting(ImagePackage::sourcePackage)
                .containsExactly(Optional.of("cor"), Optional.of("reef"));
        assertThat(Samples.text(tree(), Inventory.PATH)).doesNotContain("pool", "http");
    }

    @Test
    void whatOnlyTheBuildReadIsNotListedAmongThePackages() {
        FileTree tree = Samples.tree();
        LockedPackage bash = locked("bash", "x.deb");
        LockedPackage jdk = new LockedPackage(
                "jdk",
                "25",
                "amd64",
                "trixie",
                "pool/main/o/openjdk/jdk.deb",
                1,
                bash.sha256(),
                Optional.of(PackageUse.BUILD));
        Inventory.write(tree, List.of(bash, jdk), List.of(), 1000);
        Inventory inventory = Inventory.read(tree).orElseThrow();
        assertThat(inventory.packages()).extracting(ImagePackage::name).containsExactly("bash");
        assertThat(inventory.runtime()).map(ImagePackage::name).contains("jdk");
        assertThat(Samples.text(tree(), Inventory.PATH)).doesNotContain("runtime");
    }

    @Test
    void writesTheSameBytesAgain() {
        assertThat(Samples.text(tree(), Inventory.PATH)).isEqualTo(Samples.text(tree(), Inventory.PATH));
    }

    @Test
    void ofAnotherTreeItSaysNothingAboutOwners() {
        FileTree tree = tree();
        Inventory inventory = Inventory.read(tree).orElseThrow();
        tree.remove("etc/own");
        assertThat(inventory.owners(tree)).isEmpty();
        assertThat(Inventory.read(Samples.tree())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "'1', 1", "'1*3 0 2', 5", "'x', 0", "'1**2', 0", "'-1', 0", "'1*99999999', 0"})
    void runsAreReadOrIgnored(String text, int files) {
        assertThat(OwnerRuns.parse(text).runs().stream()
                        .mapToInt(OwnerRuns.Run::count)
                        .sum())
                .isEqualTo(files);
    }

    @Test
    void aBrokenListIsRefusedAsADocument() {
        FileTree tree = Samples.tree();
        Samples.put(tree, Inventory.PATH, "{\"inventory\": 2, \"packages\": [], \"owners\": \"\"}");
        assertThatThrownBy(() -> Inventory.read(tree)).isInstanceOf(InvalidDocumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "pool/main/o/openssl/libssl3t64_3.5_amd64.deb, openssl",
        "pool/updates/main/l/linux/linux-image_1_amd64.deb, linux",
        "pool/main/libx/libxml2/libxml2_1_amd64.deb, libxml2",
        "packages/x.deb,"
    })
    void theArchivesFolderIsTheSourcePackage(String path, String source) {
        assertThat(ImagePackage.of(locked("x", path)).sourcePackage()).isEqualTo(Optional.ofNullable(source));
    }
}
