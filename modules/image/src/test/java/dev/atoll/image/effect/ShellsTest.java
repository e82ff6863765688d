package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellsTest {
    private final FileTree tree = Samples.tree();

    @Test
    void packagesListsAreAddedToTheTemplateWithTheirRealPaths() {
        Samples.put(tree, "usr/bin/zsh", "");
        Samples.link(tree, "bin", "usr/bin");
        Samples.put(tree, "usr/share/debianutils/shells", "# valid login shells\n/bin/sh\n");
        Samples.put(tree, "usr/share/debianutils/shells.d/zsh", "/bin/zsh\n\n/usr/bin/zsh#the same\n");
        Samples.put(tree, "usr/share/debianutils/shells.d/bash", "/bin/bash\n");
        Shells.apply(tree, List.of("/opt/x/xsh", "/bin/zsh"), 7);
        assertThat(Samples.text(tree, "etc/shells")).isEqualTo("""
                # valid login shells
                /bin/sh
                /usr/bin/sh
                /bin/bash
                /usr/bin/bash
                /bin/zsh
                /usr/bin/zsh
                /opt/x/xsh
                """);
    }

    @Test
    void aTreeWithoutShellsOrWithAListIsLeftAlone() {
        Shells.apply(tree, List.of(), 7);
        assertThat(tree.contains("etc/shells")).isFalse();
        Samples.put(tree, "etc/shells", "/bin/sh\n");
        Shells.apply(tree, List.of("/bin/zsh"), 7);
        assertThat(Samples.text(tree, "etc/shells")).isEqualTo("/bin/sh\n");
    }
}
