package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageEffectsTest {
    @TempDir
    private Path folder;

    private final FileTree tree = Samples.tree();

    private PackageEffects effects(String... files) throws IOException {
        for (int i = 0; i < files.length; i++) {
            Files.writeString(folder.resolve(i + ".yaml"), files[i]);
        }
        return PackageEffects.read(List.of(folder));
    }

    private PackageEffect effect(String name, String more) throws IOException {
        return effects("name: %s\nscripts: [postinst]\nbecause: x\n%s".formatted(name, more))
                .of(name)
                .orElseThrow();
    }

    @Test
    void theVeryNameGoesBeforeAPattern() throws IOException {
        PackageEffects effects = effects(
                "{name: linux-*, scripts: [], because: pattern}", "{name: linux-image, scripts: [], because: name}");
        assertThat(effects.of("linux-image").orElseThrow().because()).isEqualTo("name");
        assertThat(effects.of("linux-headers").orElseThrow().because()).isEqualTo("pattern");
        assertThat(effects.of("linux")).isEmpty();
    }

    @Test
    void bothEndsOfAPatternMustFitBesideEachOther() throws IOException {
        PackageEffects effects = effects("{name: a-*-a, scripts: [], because: x}");
        assertThat(effects.of("a-a")).isEmpty();
        assertThat(effects.of("a--a")).isPresent();
    }

    @Test
    void refusesTwoFilesForOnePackage() {
        assertThatThrownBy(
                        () -> effects("{name: bash, scripts: [], because: x}", "{name: bash, scripts: [], because: y}"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("bash");
    }

    @Test
    void badPathsAndModesAreProblemsOfTheFile() {
        assertThatThrownBy(() -> effect("a", "links: {/usr/bin/x: y}")).isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> effect("a", "copies: {x: ../y}")).isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> effect("a*b*", "")).isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> effect("a", "modes: [{path: x, mode: rwx, owner: root, group: root}]"))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("four octal digits");
    }

    @Test
    void accountsAndStateBecomeFilesThatTheToolsRead() throws IOException {
        PackageEffect effect = effect("db-*", """
                accounts: ['u db - "Database" /var/lib/db', g extra]
                tmpfiles: [d /var/lib/db 0750 db db]
                files: {etc/db.conf: "on\\n"}
                """);
        PackageEffects.layOut(effect, tree, 7);
        assertThat(Samples.text(tree, "usr/lib/sysusers.d/atoll-db-_.conf"))
                .endsWith("\nu db - \"Database\" /var/lib/db\ng extra\n");
        assertThat(Samples.text(tree, "usr/lib/tmpfiles.d/atoll-db-_.conf")).endsWith("\nd /var/lib/db 0750 db db\n");
        assertThat(Samples.text(tree, "etc/db.conf")).isEqualTo("on\n");
    }

    @Test
    void copiesAreFilesOfTheirOwn() throws IOException {
        Samples.put(tree, "usr/share/x", "x");
        PackageEffects.layOut(effect("a", "copies: {etc/x: usr/share/x}"), tree, 0);
        tree.change("etc/x", old -> old.withMode(0600));
        assertThat(Samples.text(tree, "etc/x")).isEqualTo("x");
        assertThat(tree.get("usr/share/x").orElseThrow().metadata().mode()).isEqualTo(0644);
    }

    @Test
    void refusesToCopyWhatIsNoFile() throws IOException {
        Samples.put(tree, "usr/share/x", "x");
        PackageEffect missing = effect("a", "copies: {etc/x: usr/share/y}");
        assertThatThrownBy(() -> PackageEffects.layOut(missing, tree, 0))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("the effect of a copies /usr/share/y")
                .hasMessageContaining("effects/a.yaml");
        PackageEffect directory = effect("a", "copies: {etc/x: usr/share}");
        assertThatThrownBy(() -> PackageEffects.layOut(directory, tree, 0)).isInstanceOf(CompositionException.class);
    }

    @Test
    void refusesToLinkOverAFileADirectoryOrAnotherLink() throws IOException {
        Samples.put(tree, "usr/bin/awk/x", "");
        Samples.put(tree, "usr/bin/nawk", "");
        Samples.link(tree, "usr/bin/pager", "more");
        for (String name : new String[] {"awk", "nawk", "pager"}) {
            PackageEffect effect = effect("a", "links: {usr/bin/" + name + ": less}");
            assertThatThrownBy(() -> PackageEffects.layOut(effect, tree, 0))
                    .isInstanceOf(CompositionException.class)
                    .hasMessageContaining("/usr/bin/" + name);
        }
    }

    @Test
    void theSameLinkTwiceIsFineAndLinksOnTheWayAreFollowed() throws IOException {
        Samples.put(tree, "usr/bin/mawk", "");
        Samples.link(tree, "bin", "usr/bin");
        PackageEffect effect = effect("mawk", "links: {bin/awk: mawk}");
        PackageEffects.layOut(effect, tree, 0);
        PackageEffects.layOut(effect, tree, 0);
        assertThat(Samples.target(tree, "usr/bin/awk")).isEqualTo("mawk");
    }

    @Test
    void modesAreSetWhereTheImageHasThePath() throws IOException {
        Samples.put(tree, "usr/bin/ssh-agent", "");
        Samples.put(tree, "etc/group", "_ssh:x:101:\n");
        PackageEffect effect = effect("ssh", """
                modes:
                  - {path: usr/bin/ssh-agent, mode: "2755", owner: root, group: _ssh}
                  - {path: usr/bin/left-out, mode: "2755", owner: root, group: _ssh}
                """);
        PackageEffects.setModes(effect, tree, AccountIds.of(tree));
        assertThat(tree.get("usr/bin/ssh-agent").orElseThrow().metadata()).satisfies(metadata -> {
            assertThat(metadata.mode()).isEqualTo(02755);
            assertThat(metadata.uid()).isZero();
            assertThat(metadata.gid()).isEqualTo(101);
        });
        assertThat(tree.contains("usr/bin/left-out")).isFalse();
    }

    @Test
    void aMissingDirectoryIsSaid() {
        assertThatThrownBy(() -> PackageEffects.read(List.of(folder.resolve("none"))))
                .hasMessageContaining("none");
    }
}
