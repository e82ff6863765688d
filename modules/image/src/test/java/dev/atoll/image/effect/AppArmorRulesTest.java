package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.Placement;
import org.junit.jupiter.api.Test;

class AppArmorRulesTest {
    private final FileTree tree = Samples.tree();

    private void put(String path, String text) {
        new Placement(tree, 7).put(path, new Node.File(Metadata.root(0644, 7), Content.of(text)), "the test");
    }

    @Test
    void makesTheLocalFilesThatProfilesCannotDoWithout() {
        put("etc/apparmor.d/chronyd", "profile x {\n  #include <local/chronyd>\n}\n");
        put(
                "etc/apparmor.d/other",
                "profile y {\n  include if exists <local/other>\n  include <abstractions/base>\n}\n");
        AppArmorRules.apply(tree, 7);
        assertThat(Samples.text(tree, "etc/apparmor.d/local/chronyd")).isEmpty();
        assertThat(tree.children("etc/apparmor.d/local")).containsExactly("chronyd");
    }

    @Test
    void leavesAnAdministratorsRulesAlone() {
        put("etc/apparmor.d/chronyd", "include <local/chronyd>\n");
        put("etc/apparmor.d/local/chronyd", "/x r,\n");
        AppArmorRules.apply(tree, 7);
        assertThat(Samples.text(tree, "etc/apparmor.d/local/chronyd")).isEqualTo("/x r,\n");
    }
}
