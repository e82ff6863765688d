package dev.atoll.image.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeWriterTest {
    @TempDir
    private Path folder;

    private final FileTree tree = Samples.tree();

    private Path write() throws IOException {
        Path target = folder.resolve("tree");
        TreeWriter.write(tree, target);
        return target;
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void privilegesOfFilesAreLeftOut() throws IOException {
        Samples.put(tree, "bin/su", new Node.File(Metadata.root(06711, 77), Content.of("x")));
        Samples.put(tree, "etc/shadow", new Node.File(Metadata.root(0600, 77).withOwner(0, 42), Content.of("y")));
        Samples.put(tree, "secret", new Node.Directory(Metadata.root(0700, 0)));
        Samples.put(tree, "dev/null", new Node.Special(Metadata.root(0666, 0), Node.Kind.CHARACTER, 1, 3));
        Path target = write();
        assertThat(mode(target.resolve("bin/su"))).isEqualTo("rwxr-xr-x");
        assertThat((int) Files.getAttribute(target.resolve("bin/su"), "unix:mode") & 07000)
                .isZero();
        assertThat(mode(target.resolve("etc/shadow"))).isEqualTo("rw-r--r--");
        assertThat(mode(target.resolve("secret"))).isEqualTo("rwxr-xr-x");
        assertThat(target.resolve("dev/null")).doesNotExist();
        assertThat(Files.getLastModifiedTime(target.resolve("etc/shadow")).toMillis())
                .isEqualTo(77_000);
    }

    @Test
    void absoluteLinksStayInTheTree() throws IOException {
        Samples.put(tree, "etc/conf", "text");
        Samples.link(tree, "usr/lib/deep/link", "/etc/conf");
        Samples.link(tree, "top", "/etc/conf");
        Samples.link(tree, "root", "/");
        Samples.link(tree, "usr/beside", "lib/deep");
        Path target = write();
        assertThat(Files.readString(target.resolve("usr/lib/deep/link"))).isEqualTo("text");
        assertThat(Files.readSymbolicLink(target.resolve("usr/lib/deep/link"))).hasToString("../../../etc/conf");
        assertThat(Files.readSymbolicLink(target.resolve("top"))).hasToString("etc/conf");
        assertThat(Files.readSymbolicLink(target.resolve("root"))).hasToString(".");
        assertThat(Files.readSymbolicLink(target.resolve("usr/beside"))).hasToString("lib/deep");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Samples.link(tree, "a", "../outside");
        assertThatThrownBy(() -> Samples.put(tree, "a/passwd", "x")).isInstanceOf(IllegalArgumentException.class);
        Samples.put(tree, "b/file", "x");
        Samples.link(tree, "c", outside.toString());
        Path target = write();
        assertThat(outside).isEmptyDirectory();
        assertThat(Files.exists(target.resolve("c"))).isFalse(); // it leads to a place of that name in the tree
    }

    @Test
    void hardLinksStayOne() throws IOException {
        Node.File file = Samples.put(tree, "a", "x");
        Samples.put(tree, "b", file);
        Path target = write();
        assertThat(Files.isSameFile(target.resolve("a"), target.resolve("b"))).isTrue();
    }

    @Test
    void contentsWithHolesAreTheSameBytes() throws IOException {
        byte[] bytes = new byte[(3 << 16) + 5];
        Arrays.fill(bytes, 1 << 16, (1 << 16) + 9, (byte) 7);
        Samples.put(tree, "holes", new Node.File(Metadata.root(0644, 0), Content.of(bytes)));
        Samples.put(tree, "zeros", new Node.File(Metadata.root(0644, 0), Content.of(new byte[1 << 20])));
        Samples.put(tree, "empty", "");
        Path target = write();
        assertThat(target.resolve("holes")).hasBinaryContent(bytes);
        assertThat(target.resolve("zeros")).hasBinaryContent(new byte[1 << 20]);
        assertThat(target.resolve("empty")).isEmptyFile();
    }

    @Test
    void aManifestNoticesEveryChange() throws IOException {
        Samples.put(tree, "a/file", "text");
        Samples.link(tree, "a/link", "file");
        Path target = write();
        assertThat(Manifest.fault(target)).contains("it was not finished");
        Manifest.write(target);
        assertThat(Manifest.fault(target)).isEmpty();
        Files.writeString(target.resolve("a/new"), "cache files may come");
        assertThat(Manifest.fault(target)).isEmpty();
        Files.writeString(target.resolve("a/file"), "texT");
        assertThat(Manifest.fault(target)).contains("a/file was changed");
        Files.delete(target.resolve("a/file"));
        assertThat(Manifest.fault(target)).contains("a/file is missing");
        assertThat(Files.exists(target.resolve("a/link"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        Files.writeString(target.resolve("manifest"), "");
        assertThat(Manifest.fault(target)).contains("its manifest is damaged");
    }
}
