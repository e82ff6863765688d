package dev.atoll.image.layout;

import static dev.atoll.image.Samples.target;
import static dev.atoll.image.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.TestPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeLayoutTest {
    private static final long DATE = 1000;

    @TempDir
    private Path folder;

    private FileTree layOut(List<String> exclude, TestPackage... packages) {
        List<UnpackedPackage> unpacked =
                Stream.of(packages).map(it -> it.in(folder)).toList();
        return TreeLayout.of(unpacked, new PathPatterns(exclude), List.of(), DATE);
    }

    private FileTree layOut(TestPackage... packages) {
        return layOut(List.of(), packages);
    }

    @Test
    void baseFilesGoFirstSoThatOthersFollowItsLinks() {
        FileTree tree = layOut(
                new TestPackage("aaa").file("bin/tool", "x").file("usr/bin/other", "y"),
                new TestPackage("base-files").directory("usr/bin", 0755).link("bin", "usr/bin"));
        assertThat(text(tree, "usr/bin/tool")).isEqualTo("x");
        assertThat(target(tree, "bin")).isEqualTo("usr/bin");
    }

    @Test
    void theOrderOfPackagesDoesNotMatter() {
        TestPackage a = new TestPackage("a").directory("d", 0700).file("d/a", "1");
        TestPackage b = new TestPackage("b").directory("d", 0755).file("d/b", "2");
        assertThat(layOut(a, b).nodes().keySet()).isEqualTo(layOut(b, a).nodes().keySet());
        assertThat(layOut(b, a).get("d").orElseThrow().metadata().mode()).isEqualTo(0700);
    }

    @Test
    void aDivertedPlaceIsItsOwnersAndOthersGoElsewhere() {
        List<UnpackedPackage> packages = Stream.of(
                        new TestPackage("aaa").file("usr/bin/config", "other"),
                        new TestPackage("base-files").directory("usr/bin", 0755).link("bin", "usr/bin"),
                        new TestPackage("owner").file("bin/config", "own"),
                        new TestPackage("zzz").file("usr/bin/free", "z"))
                .map(it -> it.in(folder))
                .toList();
        Diversion diversion = new Diversion("usr/bin/config", "usr/bin/config.other", "owner");
        FileTree tree = TreeLayout.of(packages, new PathPatterns(List.of()), List.of(diversion), DATE);
        assertThat(text(tree, "usr/bin/config")).isEqualTo("own");
        assertThat(text(tree, "usr/bin/config.other")).isEqualTo("other");
        assertThat(text(tree, "usr/bin/free")).isEqualTo("z");
    }

    @Test
    void refusesTwoDiversionsOfOnePlace() {
        List<Diversion> two = List.of(new Diversion("x", "x.a", "a"), new Diversion("x", "x.b", "b"));
        assertThatThrownBy(() -> TreeLayout.of(List.of(), new PathPatterns(List.of()), two, DATE))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("both a and b divert /x");
    }

    @Test
    void aDirectoryNeverReplacesALinkToOne() {
        FileTree tree = layOut(
                new TestPackage("base-files").directory("usr/lib", 0755).link("lib", "usr/lib"),
                new TestPackage("other").directory("lib", 0700).file("lib/x", "x"));
        assertThat(target(tree, "lib")).isEqualTo("usr/lib");
        assertThat(text(tree, "usr/lib/x")).isEqualTo("x");
        assertThat(tree.get("usr/lib").orElseThrow().metadata().mode()).isEqualTo(0755);
    }

    @Test
    void aDirectoryListedAfterItsFilesKeepsItsMode() {
        FileTree tree = layOut(new TestPackage("a").file("etc/secret/key", "k").directory("etc/secret", 0700));
        assertThat(tree.get("etc/secret").orElseThrow().metadata().mode()).isEqualTo(0700);
        assertThat(text(tree, "etc/secret/key")).isEqualTo("k");
    }

    @Test
    void aHardLinkToAnExcludedFileKeepsItsContents() {
        FileTree tree = layOut(
                List.of("usr/share/doc/**"),
                new TestPackage("a").file("usr/share/doc/text", "t").hardLink("usr/lib/text", "usr/share/doc/text"));
        assertThat(tree.contains("usr/share/doc")).isFalse();
        assertThat(text(tree, "usr/lib/text")).isEqualTo("t");
    }

    @Test
    void hardLinksAreOneInode() {
        FileTree tree = layOut(new TestPackage("a").file("one", "1").hardLink("two", "one"));
        assertThat(tree.get("two").orElseThrow()).isSameAs(tree.get("one").orElseThrow());
    }

    @Test
    void refusesAHardLinkToNoEarlierFile() {
        assertThatThrownBy(() -> layOut(new TestPackage("a").hardLink("two", "one")))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("a has the hard link /two")
                .hasMessageContaining("/one")
                .hasMessageContaining("hint: ");
    }

    @Test
    void timesAfterTheImagesDateAreSetBackToIt() {
        FileTree tree = layOut(
                new TestPackage("a").at(DATE + 1).file("new", "").at(DATE - 1).file("old", ""));
        assertThat(tree.get("new").orElseThrow().metadata().mtime()).isEqualTo(DATE);
        assertThat(tree.get("old").orElseThrow().metadata().mtime()).isEqualTo(DATE - 1);
    }

    @Test
    void allConflictsAreNamedTogetherEvenOfEqualContents() {
        FileConflictException conflict = catchThrowableOfType(
                FileConflictException.class,
                () -> layOut(
                        new TestPackage("a").file("same", "x").file("d/f", "y"),
                        new TestPackage("b").file("same", "x").file("d", "z")));
        assertThat(conflict.conflicts())
                .containsExactly(
                        new FileConflictException.Conflict("same", "a", "b"),
                        new FileConflictException.Conflict("d", "a package with files below it", "b"));
        assertThat(conflict).hasMessageContaining("/same: a and b");
    }

    @Test
    void excludedFilesDoNotConflict() {
        FileTree tree =
                layOut(List.of("same"), new TestPackage("a").file("same", "x"), new TestPackage("b").file("same", "y"));
        assertThat(tree.nodes()).hasSize(1);
    }

    @Test
    void refusesFilesBelowALinkToNowhereOrAFile() {
        assertThatThrownBy(
                        () -> layOut(new TestPackage("a").link("lib", "nowhere").file("lib/deep/x", "")))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("a needs the directory /lib")
                .hasMessageContaining("link to no directory");
        assertThatThrownBy(() -> layOut(new TestPackage("a").file("f", ""), new TestPackage("b").file("f/x", "")))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("b needs the directory /f");
    }

    @Test
    void aLinkOutOfTheTreeLeadsBackIntoIt() {
        FileTree tree = layOut(
                new TestPackage("a").directory("etc", 0755).file("etc/hosts", "mine"),
                new TestPackage("b")
                        .link("absolute", "/etc")
                        .file("absolute/passwd", "1")
                        .directory("deep", 0755)
                        .link("deep/up", "../../../../etc")
                        .file("deep/up/group", "2"));
        assertThat(tree.nodes().keySet())
                .containsExactly("", "absolute", "deep", "deep/up", "etc", "etc/group", "etc/hosts", "etc/passwd");
        FileConflictException conflict = catchThrowableOfType(
                FileConflictException.class,
                () -> layOut(
                        new TestPackage("a").directory("etc", 0755).file("etc/hosts", "mine"),
                        new TestPackage("b").link("x", "/etc").file("x/hosts", "theirs")));
        assertThat(conflict.conflicts()).containsExactly(new FileConflictException.Conflict("etc/hosts", "a", "b"));
    }

    @Test
    void linksThatLeadInCirclesAreRefused() {
        assertThatThrownBy(() -> layOut(
                        new TestPackage("a").link("x", "y").link("y", "x").file("x/passwd", "")))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("a needs the directory /x")
                .hasMessageContaining("hint:");
    }

    @Test
    void directoriesBelowLinksAreMadeWhereTheLinkPoints() {
        FileTree tree = layOut(new TestPackage("a")
                .directory("real", 0755)
                .link("alias", "real")
                .file("alias/x/y", "z"));
        assertThat(tree.get("real/x/y").orElseThrow()).isInstanceOf(Node.File.class);
    }
}
