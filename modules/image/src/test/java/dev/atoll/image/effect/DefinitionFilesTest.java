package dev.atoll.image.effect;

import static dev.atoll.image.Samples.target;
import static dev.atoll.image.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFilesTest {
    @TempDir
    private Path folder;

    private final FileTree tree = Samples.tree();

    private DefinitionFiles layOut(String entries) {
        return DefinitionFiles.layOut(Samples.definition("files: [" + entries + "]\n"), folder, tree, 9);
    }

    private Metadata metadata(String path) {
        return tree.get(path).orElseThrow().metadata();
    }

    private void source(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void modesComeFromTheDefinitionAndNotFromTheDisk() throws IOException {
        source("one", "1");
        source("many/x", "2");
        Files.setPosixFilePermissions(folder.resolve("one"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("many/x"), PosixFilePermissions.fromString("rwx------"));
        layOut("{path: /a, from: one}, {path: /b, from: one, mode: '0755'}, {path: /c, from: many}");
        assertThat(metadata("a")).isEqualTo(Metadata.root(0644, 9));
        assertThat(metadata("b")).isEqualTo(Metadata.root(0755, 9));
        assertThat(metadata("c")).isEqualTo(Metadata.root(0755, 9));
        assertThat(metadata("c/x")).isEqualTo(Metadata.root(0644, 9));
    }

    @Test
    void namesWithBackslashesStayWhole() throws IOException {
        source("units/dev-disk-by\\x2dlabel-a.swap", "unit");
        layOut("{path: /u, from: units}");
        assertThat(text(tree, "u/dev-disk-by\\x2dlabel-a.swap")).isEqualTo("unit");
    }

    @Test
    void linksInACopiedDirectoryStayLinks() throws IOException {
        source("many/x", "");
        Files.createSymbolicLink(folder.resolve("many/l"), Path.of("../nowhere"));
        layOut("{path: /c, from: many}");
        assertThat(target(tree, "c/l")).isEqualTo("../nowhere");
    }

    @Test
    void aFileReplacesAPackagesLinkAndDoesNotFollowIt() {
        Samples.link(tree, "etc/resolv.conf", "/run/other");
        layOut("{path: /etc/resolv.conf, text: x}");
        assertThat(text(tree, "etc/resolv.conf")).isEqualTo("x");
    }

    @Test
    void linksOnTheWayAreFollowed() throws IOException {
        Samples.put(tree, "usr/lib/x", "");
        Samples.link(tree, "lib", "usr/lib");
        source("many/lib/systemd/y", "y");
        layOut(
                "{path: /lib/a/b, text: ab}, {path: /lib, directory: true, mode: '0711'}, {path: /lib/systemd, from: many/lib/systemd}");
        assertThat(text(tree, "usr/lib/a/b")).isEqualTo("ab");
        assertThat(text(tree, "usr/lib/systemd/y")).isEqualTo("y");
        assertThat(target(tree, "lib")).isEqualTo("usr/lib");
        assertThat(metadata("usr/lib").mode()).isEqualTo(0711);
    }

    @Test
    void aLaterEntryWins() throws IOException {
        source("many/x", "y");
        DefinitionFiles files = layOut("{path: /d/x, text: one, owner: '5'}, {path: /d, from: many}");
        files.setOwners(tree, AccountIds.of(tree));
        assertThat(text(tree, "d/x")).isEqualTo("y");
        assertThat(metadata("d/x").uid()).isZero();
    }

    @Test
    void theOwnerOfADirectoryIsThatOfAllThatIsCopiedWithIt() throws IOException {
        source("app/bin/x", "x");
        Samples.put(tree, "srv/app/kept", "");
        Samples.put(tree, "etc/passwd", "app:x:900:900::/:/bin/false\n");
        Samples.put(tree, "etc/group", "app:x:901:\n");
        layOut("{path: /srv/app, from: app, owner: app, group: app}").setOwners(tree, AccountIds.of(tree));
        assertThat(metadata("srv/app/bin/x").uid()).isEqualTo(900);
        assertThat(metadata("srv/app/bin").gid()).isEqualTo(901);
        assertThat(metadata("srv/app").uid()).isZero();
        assertThat(metadata("srv/app/kept").uid()).isZero();
    }

    @Test
    void refusesAnUnknownOwner() {
        DefinitionFiles files = layOut("{path: /a, text: x, owner: ghost}");
        assertThatThrownBy(() -> files.setOwners(tree, AccountIds.of(tree)))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("no user ghost");
    }

    @Test
    void refusesToHideADirectoryWithEntries() {
        Samples.put(tree, "srv/data", "");
        assertThatThrownBy(() -> layOut("{path: /srv, link: var/srv}"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("/srv")
                .hasMessageContaining("remove:");
    }

    @Test
    void anEmptyDirectoryGivesWayToALink() {
        tree.mkdirs("srv", Metadata.root(0755, 0));
        layOut("{path: /srv, link: var/srv}");
        assertThat(target(tree, "srv")).isEqualTo("var/srv");
    }
}
