package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import org.junit.jupiter.api.Test;

class AccountIdsTest {
    @Test
    void namesAreLookedUpInThePasswordFiles() {
        FileTree tree = Samples.tree();
        Samples.put(tree, "etc/passwd", "root:x:0:0::/root:/bin/sh\nsshd:x:74:65534::/:/bin/false\n");
        Samples.put(tree, "etc/group", "root:x:0:\n_ssh:x:101:\n");
        AccountIds ids = AccountIds.of(tree);
        assertThat(ids.user("sshd")).isEqualTo(74);
        assertThat(ids.group("_ssh")).isEqualTo(101);
    }

    @Test
    void numbersMeanThemselvesAndRootIsZero() {
        AccountIds ids = AccountIds.of(Samples.tree());
        assertThat(ids.user("1000")).isEqualTo(1000);
        assertThat(ids.group("0")).isZero();
        assertThat(ids.user("root")).isZero();
    }

    @Test
    void refusesUnknownNamesAndNumbersOutOfRange() {
        AccountIds ids = AccountIds.of(Samples.tree());
        assertThatThrownBy(() -> ids.user("nobody"))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("no user nobody")
                .hasMessageContaining("sysusers.d");
        assertThatThrownBy(() -> ids.group("4294967295")).isInstanceOf(CompositionException.class);
    }
}
