package dev.atoll.systemtests.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.loader.LoaderCache;
import dev.atoll.systemtests.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader's cache and links of a tree with libraries in many places are those of its own ldconfig. */
@Tag("system")
class LoaderEffectsTest {
    private static final String OWN = "usr/lib/x86_64-linux-gnu/";

    @TempDir
    private Path work;

    private final Path definition = Checkout.containerLinux();
    private final FileTree tree = TreeLayout.of(
            Composition.fetch(
                            DefinitionReader.read(definition).selection(),
                            Optional.ofNullable(definition.getParent()).orElseThrow(),
                            List.of("libc-bin", "base-files", "zlib1g", "libssl3t64", "liblzma5", "libgcc-s1"))
                    .unpack(),
            new PathPatterns(List.of()),
            List.of(),
            0);

    @Test
    void theCacheIsTheToolsByteByByte() {
        put("etc/ld.so.conf.d/app.conf", new Node.File(Metadata.root(0644, 0), Content.of("/opt/app/lib/\n")));
        String app = "opt/app/lib/";
        put(app + "libz.so.1.3", library("libz.so.1"));
        put(app + "libcrypto.so.3.0.1", library("libcrypto.so.3"));
        put(app + "libcrypto.so.3.0.10", library("libcrypto.so.3"));
        put(app + "libcrypto.so", new Node.Symlink(Metadata.root(0777, 0), "libcrypto.so.3.0.1"));
        put(app + "libgone.so.2", new Node.Symlink(Metadata.root(0777, 0), "libgone.so.2.1"));
        put(app + "libm.so.6", new Node.Symlink(Metadata.root(0777, 0), "/" + OWN + "libm.so.6"));
        put(app + "libtext.so", new Node.File(Metadata.root(0644, 0), Content.of("INPUT(libz.so.1)")));
        put(app + "glibc-hwcaps/x86-64-v3/libz.so.1.3", library("libz.so.1"));
        put(app + "glibc-hwcaps/x86-64-v2/libz.so.1", library("libz.so.1"));
        put(app + "glibc-hwcaps/x86-64-v4/README", new Node.File(Metadata.root(0644, 0), Content.of("")));
        put(OWN + "glibc-hwcaps/x86-64-v3/libz.so.1", library("libz.so.1"));
        put("usr/local/lib/libother.so.5", library("liblzma.so.5"));
        try (ReferenceTree reference = ReferenceTree.write(tree, work.resolve("reference"), 0)) {
            LoaderCache.apply(tree, 0);
            reference.run("ldconfig").succeeded();
            assertThat(LoaderCaches.differences(bytes(tree), bytes(reference.read("etc"))))
                    .isEmpty();
            FileTree theirs = reference.read("");
            assertThat(TreeDifferences.of(tree, theirs, path -> path.matches("(usr|opt)/.*\\.so(\\..*)?")))
                    .isEmpty();
            assertThat(reference.run("ldconfig", "-p").succeeded().output())
                    .contains("libz.so.1 (libc6,x86-64, hwcap: \"x86-64-v3\") => /opt/app/lib/glibc-hwcaps");
        }
    }

    private Node library(String soname) {
        String path = tree.resolve(OWN + soname).orElseThrow();
        Node.File file = (Node.File) tree.get(path).orElseThrow();
        return file.with(file.metadata());
    }

    private void put(String path, Node node) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, 0));
        tree.put(path, node);
    }

    private static byte[] bytes(FileTree tree) {
        return ((Node.File) tree.get("etc/ld.so.cache").orElseThrow()).content().bytes();
    }
}
