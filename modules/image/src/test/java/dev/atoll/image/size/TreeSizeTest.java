package dev.atoll.image.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TreeSizeTest {
    private static FileTree tree() {
        FileTree tree = Samples.tree();
        Node.File linked = Samples.put(tree, "usr/bin/a", "x".repeat(5000));
        Samples.put(tree, "usr/sbin/b", linked);
        Samples.put(tree, "usr/lib/small", "1");
        Samples.put(tree, "etc/empty", "");
        Samples.link(tree, "etc/link", "empty");
        return tree;
    }

    @Test
    void countsHardLinksOnceAndWholeBlocks() {
        TreeSize size = TreeSize.of(tree(), 4096, false);
        assertThat(size.total()).isEqualTo(new TreeSize.Sum(3, 5001, 8192 + 4096));
        assertThat(size.packages()).isEmpty();
    }

    @Test
    void contentsBesideTheirInodesTakeNoBlock() {
        assertThat(TreeSize.of(tree(), 4096, true).total().stored()).isEqualTo(5001);
    }

    @Test
    void directoriesHaveAllBelowThem() {
        TreeSize size = TreeSize.of(tree(), 4096, false);
        assertThat(size.directories().stream()
                        .collect(
                                Collectors.toMap(it -> it.path(), it -> it.sum().bytes())))
                .containsEntry("/", 5001L)
                .containsEntry("/usr", 5001L)
                .containsEntry("/usr/bin", 5000L)
                .containsEntry("/usr/sbin", 0L)
                .containsEntry("/etc", 0L);
    }

    @Test
    void showsTheLargestOfEachLevel() {
        TreeSize size = TreeSize.of(tree(), 4096, false);
        assertThat(size.largest(2, 1))
                .extracting(TreeSize.DirectorySize::path)
                .containsExactly("/", "/usr", "/usr/bin");
        assertThat(size.largest(1, 5)).extracting(TreeSize.DirectorySize::path).containsExactly("/", "/usr", "/etc");
        assertThat(size.largest(0, 5)).extracting(TreeSize.DirectorySize::path).containsExactly("/");
    }
}
