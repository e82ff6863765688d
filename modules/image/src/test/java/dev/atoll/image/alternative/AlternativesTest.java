package dev.atoll.image.alternative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlternativesTest {
    private final FileTree tree = Samples.tree();

    @BeforeEach
    void fill() {
        for (String name : List.of("gawk", "mawk", "nawk1", "busybox")) {
            Samples.put(tree, "usr/bin/" + name, "");
        }
    }

    private static Alternative awk(String path, int priority, Alternative.Follower... followers) {
        return new Alternative("usr/bin/awk", "awk", "usr/bin/" + path, priority, List.of(followers));
    }

    private static Alternative.Follower nawk(String path) {
        return new Alternative.Follower("usr/bin/nawk", "nawk", "usr/bin/" + path);
    }

    private String chosen(Alternative... choices) {
        Alternatives.apply(tree, List.of(choices), 7);
        assertThat(Samples.target(tree, "usr/bin/awk")).isEqualTo("/etc/alternatives/awk");
        return Samples.target(tree, "etc/alternatives/awk");
    }

    @Test
    void theHighestPriorityWins() {
        assertThat(chosen(awk("mawk", 5), awk("gawk", 10), awk("busybox", -1))).isEqualTo("/usr/bin/gawk");
    }

    @Test
    void amongEqualsTheOneInstalledBeforeStaysUnlessAThirdSortsThem() {
        assertThat(chosen(awk("mawk", 5), awk("gawk", 5))).isEqualTo("/usr/bin/mawk");
        assertThat(chosen(awk("mawk", 5), awk("gawk", 5), awk("busybox", 5))).isEqualTo("/usr/bin/gawk");
    }

    @Test
    void aChoiceMadeAgainReplacesItself() {
        assertThat(chosen(awk("mawk", 50), awk("gawk", 10), awk("mawk", 5))).isEqualTo("/usr/bin/gawk");
    }

    @Test
    void choicesThatAreNotInTheImageArePassedOver() {
        assertThat(chosen(awk("left-out", 50), awk("gawk", 10))).isEqualTo("/usr/bin/gawk");
        Alternatives.apply(tree, List.of(new Alternative("usr/bin/vi", "vi", "usr/bin/vim", 1, List.of())), 7);
        assertThat(tree.contains("usr/bin/vi")).isFalse();
        assertThat(tree.contains("etc/alternatives/vi")).isFalse();
    }

    @Test
    void followersComeFromTheWinnerWhereItHasThem() {
        chosen(awk("mawk", 5, nawk("nawk1")), awk("gawk", 10));
        assertThat(tree.contains("usr/bin/nawk")).isFalse();
        chosen(awk("mawk", 5), awk("gawk", 10, nawk("nawk1"), new Alternative.Follower("m/x", "x", "m/left-out")));
        assertThat(Samples.target(tree, "usr/bin/nawk")).isEqualTo("/etc/alternatives/nawk");
        assertThat(Samples.target(tree, "etc/alternatives/nawk")).isEqualTo("/usr/bin/nawk1");
        assertThat(tree.contains("etc/alternatives/x")).isFalse();
    }

    @Test
    void aLinkGivesWayAndAFileDoesNot() {
        Samples.link(tree, "usr/bin/awk", "elsewhere");
        Samples.put(tree, "usr/bin/nawk", "a file");
        chosen(awk("mawk", 5, nawk("mawk")));
        assertThat(Samples.text(tree, "usr/bin/nawk")).isEqualTo("a file");
        assertThat(Samples.target(tree, "etc/alternatives/nawk")).isEqualTo("/usr/bin/mawk");
    }

    @Test
    void pathsMayLeadThroughLinks() {
        Samples.link(tree, "bin", "usr/bin");
        Alternatives.apply(tree, List.of(new Alternative("bin/awk", "awk", "bin/mawk", 5, List.of())), 7);
        assertThat(Samples.target(tree, "usr/bin/awk")).isEqualTo("/etc/alternatives/awk");
        assertThat(Samples.target(tree, "etc/alternatives/awk")).isEqualTo("/bin/mawk");
    }
}
