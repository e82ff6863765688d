package dev.atoll.image.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.Java;
import dev.atoll.image.definition.JavaProgram;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.packages.deb.TarEntry;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laying, with a runtime that is in the store already; linking itself is a system test. */
class JavaRuntimeTest {
    private static final Java JAVA = new Java("jdk", List.of("java.base"), List.of(JavaProgram.AGENT));
    private static final Programs PROGRAMS = new Programs(Map.of(
            JavaProgram.AGENT, () -> new ClassPath(new TreeMap<>(Map.of("reef.jar", Content.of("jar"))))));

    @TempDir
    private Path folder;

    private ContentStore store;
    private Path jdk;

    @BeforeEach
    void linkEarlier() throws IOException {
        store = ContentStore.open(folder.resolve("store"));
        jdk = new TestJdk().module("java.base", TestJdk.VERSION).in(folder);
        String madeOf = "java-runtime-1\n%s\n%s\njava.base"
                .formatted(Digest.of(Files.readAllBytes(jdk)).hex(), Runtime.version());
        String key = Digest.of(madeOf.getBytes(StandardCharsets.UTF_8)).hex() + "-java-runtime-1";
        new PayloadStore(store).made(key, files -> {
            files.member(entry("bin/java", TarEntry.Kind.FILE, 0755, ""), bytes("java"));
            files.member(entry("legal/a/LICENSE", TarEntry.Kind.SYMLINK, 0777, "../b/LICENSE"), bytes(""));
        });
    }

    private static TarEntry entry(String path, TarEntry.Kind kind, int mode, String link) {
        return new TarEntry(path, kind, mode, 0, 0, 0, link, 0, 0, 4, Collections.emptySortedMap());
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private FileTree lay(FileTree tree, Programs programs) throws IOException {
        JavaRuntime.lay(tree, JAVA, TestJdk.locked(jdk), jdk, store, programs, 1000);
        return tree;
    }

    @Test
    void everythingBelongsToRootAndHasTheImagesDate() throws IOException {
        FileTree tree = lay(Samples.tree(), PROGRAMS);
        assertThat(tree.get("usr/lib/atoll/java/bin/java").orElseThrow().metadata())
                .isEqualTo(Metadata.root(0755, 1000));
        assertThat(tree.get("usr/lib/atoll/java/bin").orElseThrow().metadata()).isEqualTo(Metadata.root(0755, 1000));
        assertThat(Samples.text(tree, "usr/lib/atoll/java/bin/java")).isEqualTo("java");
        assertThat(Samples.target(tree, "usr/lib/atoll/java/legal/a/LICENSE")).isEqualTo("../b/LICENSE");
        assertThat(Samples.text(tree, "usr/lib/atoll/agent/reef.jar")).isEqualTo("jar");
        assertThat(tree.get("usr/lib/atoll/agent/reef.jar").orElseThrow().metadata())
                .isEqualTo(Metadata.root(0644, 1000));
    }

    @Test
    void whatSomebodyElsePutsThereIsNotOverwritten() {
        for (String path : List.of("usr/lib/atoll/java/conf/net.properties", "usr/lib/atoll/agent/other.jar")) {
            FileTree tree = Samples.tree();
            Samples.put(tree, path, "own");
            assertThatThrownBy(() -> lay(tree, PROGRAMS))
                    .isInstanceOf(CompositionException.class)
                    .hasMessageContaining("something else puts files there")
                    .hasMessageContaining("hint: take them out of trees: and files:");
        }
    }

    @Test
    void aProgramThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> lay(Samples.tree(), Programs.NONE))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("does not bring the program agent");
    }

    @Test
    void othersModulesAreLinkedAnew() {
        Java more = new Java("jdk", List.of("java.xml"), List.of());
        assertThatThrownBy(() -> JavaRuntime.lay(Samples.tree(), more, TestJdk.locked(jdk), jdk, store, PROGRAMS, 1000))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("does not have java.xml");
        assertThat(folder.resolve("store/tmp")).isEmptyDirectory();
    }
}
