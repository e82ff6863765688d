package dev.atoll.image.pam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import dev.atoll.image.layout.CompositionException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PamStacksTest {
    private static final String TEMPLATE = """
            # head
            # here are the per-package modules (the "Primary" block)
            $primary
            # here's the fallback if no module succeeds
            TYPE	requisite			pam_deny.so
            # and here are more per-package modules (the "Additional" block)
            $additional
            # end of pam-auth-update config
            # tail
            """;

    private final FileTree tree = Samples.tree();

    @BeforeEach
    void templates() {
        for (String stack : List.of("auth", "account", "password", "session", "session-noninteractive")) {
            Samples.put(tree, "usr/share/pam/common-" + stack, TEMPLATE.replace("TYPE", stack.replaceAll("-.*", "")));
        }
    }

    private void profile(String name, String text) {
        Samples.put(tree, "usr/share/pam-configs/" + name, "Name: " + name + "\nDefault: yes\n" + text);
    }

    /** The lines between the marks. */
    private List<String> stack(String name) {
        PamStacks.apply(tree, 7);
        return Samples.text(tree, "etc/pam.d/common-" + name)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.contains("pam_deny"))
                .toList();
    }

    @Test
    void profilesAreLaidOutByPriorityAndJumpToTheEnd() {
        profile("unix", """
                Priority: 256
                Auth-Type: Primary
                Auth:
                	[success=end default=ignore]	pam_unix.so nullok  try_first_pass
                Auth-Initial:
                	[success=end default=ignore]	pam_unix.so nullok
                """);
        profile("krb5", """
                Priority: 704
                Auth-Type: Primary
                Auth:
                	[success=end default=ignore]	pam_krb5.so again
                Auth-Final:
                	[success=end]	pam_krb5.so final
                Auth-Initial:
                	[success=end default=ignore]	pam_krb5.so
                	optional	pam_second.so
                """);
        assertThat(stack("auth"))
                .containsExactly(
                        "auth\t[success=3 default=ignore]\tpam_krb5.so ",
                        "auth\toptional\tpam_second.so ",
                        "auth\t[success=1 default=ignore]\tpam_unix.so nullok try_first_pass");
        assertThat(Samples.text(tree, "etc/pam.d/common-auth"))
                .startsWith("# head\n")
                .endsWith("config\n# tail\n");
    }

    @Test
    void aBlockWithoutProfilesKeepsTheStackIntact() {
        assertThat(stack("session")).containsExactly("session\t[default=1]\t\t\tpam_permit.so");
    }

    @Test
    void profilesForInteractiveSessionsStayOutOfOthers() {
        profile("unix", "Priority: 9\nSession-Type: Additional\nSession:\n\trequired\tpam_unix.so\n");
        profile("systemd", """
                Session-Interactive-Only: yes
                Session-Type: Additional
                Session:
                	[success=end]	pam_systemd.so
                """);
        assertThat(stack("session"))
                .contains("session\trequired\tpam_unix.so ", "session\t[success=0]\tpam_systemd.so ");
        assertThat(stack("session-noninteractive"))
                .contains("session\trequired\tpam_unix.so ")
                .noneMatch(line -> line.contains("pam_systemd"));
    }

    @Test
    void profilesThatAreOffAndOldOnesStayOut() {
        String lines = "Auth-Type: Primary\nAuth:\n\trequired\tpam_x.so\n";
        Samples.put(tree, "usr/share/pam-configs/off", "Name: off\nDefault: no\n" + lines);
        profile("backup~", lines);
        profile("tally", "Auth-Type: Primary\nAuth:\n\trequired\tpam_tally2.so\n");
        assertThat(stack("auth")).containsExactly("auth\t[default=1]\t\t\tpam_permit.so");
    }

    @Test
    void ofTwoThatConflictTheFirstStays() {
        profile("a", "Priority: 5\nConflicts: b, c\nAuth-Type: Primary\nAuth:\n\trequired\tpam_a.so\n");
        profile("b", "Priority: 4\nAuth-Type: Primary\nAuth:\n\trequired\tpam_b.so\n");
        assertThat(stack("auth")).containsExactly("auth\trequired\tpam_a.so ");
    }

    @Test
    void stacksThatAreThereStayAndATreeWithoutTemplatesGetsNone() {
        Samples.put(tree, "etc/pam.d/common-auth", "mine");
        assertThat(stack("auth")).containsExactly("mine");
        FileTree none = Samples.tree();
        PamStacks.apply(none, 7);
        assertThat(none.contains("etc")).isFalse();
    }

    @Test
    void aLineWithoutAModuleIsRefused() {
        profile("a", "Auth-Type: Primary\nAuth:\n\trequired\n");
        assertThatThrownBy(() -> PamStacks.apply(tree, 7))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("/usr/share/pam-configs/a");
    }
}
