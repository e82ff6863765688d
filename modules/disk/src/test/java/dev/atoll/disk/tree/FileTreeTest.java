package dev.atoll.disk.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FileTreeTest {
    private static final Metadata META = Metadata.root(0755, 0);

    private final FileTree tree = new FileTree(META);

    @Test
    void aDirectoryComesDirectlyBeforeWhatIsBelowIt() {
        for (String path : new String[] {"a", "a-b", "a/z", "a/b", "a.c", "a/b/c"}) {
            tree.mkdirs(path, META);
        }
        assertThat(tree.nodes().keySet()).containsExactly("", "a", "a/b", "a/b/c", "a/z", "a-b", "a.c");
        assertThat(tree.children("")).containsExactly("a", "a-b", "a.c");
        assertThat(tree.children("a")).containsExactly("b", "z");
        assertThat(tree.below("a").keySet()).containsExactly("a", "a/b", "a/b/c", "a/z");
    }

    @Test
    void removingTakesEverythingBelow() {
        tree.mkdirs("a/b/c", META);
        tree.mkdirs("a-b", META);
        tree.remove("a");
        assertThat(tree.nodes().keySet()).containsExactly("", "a-b");
    }

    @Test
    void resolvesLinksInsideTheTree() {
        tree.mkdirs("usr/bin", META);
        tree.put("bin", new Node.Symlink(META, "usr/bin"));
        tree.put("usr/bin/sh", new Node.Symlink(META, "/bin/dash"));
        tree.put("usr/bin/dash", new Node.File(META, Content.of("x")));
        tree.put("loop", new Node.Symlink(META, "loop"));
        tree.put("up", new Node.Symlink(META, "../../../usr"));
        assertThat(tree.resolve("bin/sh")).contains("usr/bin/dash");
        assertThat(tree.resolve("up/bin")).contains("usr/bin");
        assertThat(tree.resolve("loop")).isEmpty();
        assertThat(tree.resolve("bin/none")).isEmpty();
    }

    @Test
    void metadataOfAHardLinkChangesAtAllItsPaths() {
        Node.File file = new Node.File(META, Content.of("x"));
        tree.put("one", file);
        tree.put("two", file);
        tree.change("one", meta -> meta.withMode(04755));
        assertThat(tree.get("two").orElseThrow().metadata().mode()).isEqualTo(04755);
        assertThat(tree.get("one").orElseThrow()).isSameAs(tree.get("two").orElseThrow());
    }

    @Test
    void refusesOrphansAndPathsThatLeaveTheTree() {
        assertThatThrownBy(() -> tree.put("a/b", new Node.Directory(META)))
                .isInstanceOf(IllegalArgumentException.class);
        tree.mkdirs("a/b", META);
        assertThatThrownBy(() -> tree.put("a", new Node.Symlink(META, "b")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TreePath.of("a/../b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(TreePath.of("./usr//bin/")).isEqualTo("usr/bin");
    }
}
