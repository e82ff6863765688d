package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarDirectoriesTest {
    private static final String OUTPUT = "usr/lib/tmpfiles.d/zz-atoll-var.conf";
    private static final String ODD = "per cent %m \"quoted\" 'too' back\\slash é";

    private static Node.Directory directory(int mode, long uid, long gid) {
        return new Node.Directory(Metadata.root(mode, 0).withOwner(uid, gid));
    }

    @Test
    void directoriesAndLinksBecomeLines() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "var/lib/a", directory(02775, 3, 8));
        Samples.put(tree, "var/tmp", directory(01777, 0, 0));
        Samples.link(tree, "var/run", "../run");
        VarDirectories.apply(tree, 5);
        assertThat(Samples.text(tree, OUTPUT)).isEqualTo("""
                # Directories and links that packages ship below /var.
                d /var/lib 0755 0 0 -
                d /var/lib/a 2775 3 8 -
                L /var/run - - - - ../run
                d /var/tmp 1777 0 0 -
                """);
        assertThat(tree.children("var")).isEmpty();
        assertThat(tree.contains("var")).isTrue();
    }

    @Test
    void specifiersBlanksAndQuotesAreEscaped() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "var/a %b", directory(0755, 0, 0));
        Samples.link(tree, "var/c", "-");
        Samples.link(tree, "var/d", " \\%");
        VarDirectories.apply(tree, 0);
        assertThat(Samples.text(tree, OUTPUT).lines().skip(1))
                .containsExactly(
                        "d \"/var/a %%b\" 0755 0 0 -", "L /var/c - - - - \\x2d", "L /var/d - - - - \\x20\\x5c%%");
    }

    @Test
    void refusesFilesAndNamesAllOfThem() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "var/lib/one", "1");
        Samples.put(tree, "var/two", new Node.Special(Metadata.root(0600, 0), Node.Kind.FIFO, 0, 0));
        assertThatThrownBy(() -> VarDirectories.apply(tree, 0))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("/var/lib/one\n")
                .hasMessageContaining("/var/two\n")
                .hasMessageContaining("hint: exclude them");
    }

    @Test
    void refusesControlCharacters() {
        FileTree tree = Samples.tree();
        tree.mkdirs("var", Metadata.root(0755, 0));
        tree.put("var/a\nf", directory(0755, 0, 0));
        assertThatThrownBy(() -> VarDirectories.apply(tree, 0)).isInstanceOf(CompositionException.class);
    }

    @Test
    void aTreeWithoutVarGetsAnEmptyList() {
        FileTree tree = Samples.tree();
        VarDirectories.apply(tree, 0);
        assertThat(Samples.text(tree, OUTPUT).lines()).hasSize(1);
    }

    @Test
    @Tag("conformance")
    void systemdMakesExactlyThoseDirectoriesAndLinks(@TempDir Path root) throws Exception {
        FileTree tree = Samples.tree();
        long uid = (Integer) Files.getAttribute(root, "unix:uid");
        long gid = (Integer) Files.getAttribute(root, "unix:gid");
        Samples.put(tree, "var/" + ODD, directory(0750, uid, gid));
        Samples.link(tree, "var/odd", ODD);
        Samples.link(tree, "var/hyphen", "-");
        VarDirectories.apply(tree, 0);
        // A tmpfiles.d of its own root, as at boot; nothing outside it is touched.
        Path file = root.resolve(OUTPUT);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Samples.text(tree, OUTPUT));
        Process process = new ProcessBuilder(
                        "systemd-tmpfiles",
                        "--root=" + root,
                        "--create",
                        file.getFileName().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        Path made = root.resolve("var").resolve(ODD);
        assertThat(made).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made, LinkOption.NOFOLLOW_LINKS)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.readSymbolicLink(root.resolve("var/odd"))).hasToString(ODD);
        assertThat(Files.readSymbolicLink(root.resolve("var/hyphen"))).hasToString("-");
    }
}
