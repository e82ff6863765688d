package dev.atoll.image.initrd;

import static dev.atoll.image.Samples.link;
import static dev.atoll.image.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import org.junit.jupiter.api.Test;

class TreeCopyTest {
    private final FileTree from = Samples.tree();
    private final FileTree to = Samples.tree();
    private final TreeCopy copy = new TreeCopy(from, to, 0);

    private void copiedPathsResolve(String path) {
        assertThat(copy.copy(path)).isTrue();
        assertThat(to.resolve(path)).isEqualTo(from.resolve(path)).isPresent();
    }

    @Test
    void aLinkComesWithWhatItPointsTo() {
        put(from, "usr/lib/libc.so.6", "c");
        link(from, "usr/lib/libc.so", "libc.so.6");
        link(from, "usr/bin/absolute", "/usr/lib/libc.so");
        copiedPathsResolve("usr/bin/absolute");
        assertThat(Samples.target(to, "usr/lib/libc.so")).isEqualTo("libc.so.6");
    }

    @Test
    void linkedDirectoriesOnTheWayComeToo() {
        put(from, "usr/lib/real/sub/x", "x");
        link(from, "usr/share/alias", "../lib/real/");
        copiedPathsResolve("usr/share/alias/sub/x");
        assertThat(to.contains("usr/share/alias")).isTrue();
    }

    @Test
    void relativeLinksStartAtTheRealDirectory() {
        put(from, "a/target", "x");
        put(from, "a/b/other", "y");
        link(from, "a/b/up", "../target");
        link(from, "deep/er/linked", "../../a/b");
        copiedPathsResolve("deep/er/linked/up");
        assertThat(Samples.text(to, "a/target")).isEqualTo("x");
        assertThat(to.contains("a/b/other")).isFalse();
    }

    @Test
    void aDirectoryComesWithAllBelowIt() {
        put(from, "etc/d/x", "x");
        put(from, "etc/d/sub/y", "y");
        link(from, "etc/d/z", "../other");
        put(from, "etc/other", "z");
        copiedPathsResolve("etc/d");
        assertThat(to.nodes().keySet()).isEqualTo(from.nodes().keySet());
    }

    @Test
    void linksInCirclesEnd() {
        put(from, "d/x", "x");
        link(from, "d/self", ".");
        link(from, "d/up", "..");
        link(from, "loop", "loop");
        assertThat(copy.copy("d")).isFalse();
        assertThat(to.contains("d/x")).isTrue();
        assertThat(new TreeCopy(from, Samples.tree(), 0).copy("loop")).isFalse();
    }

    @Test
    void whatIsMissingIsSaidAlsoBehindALink() {
        link(from, "dangling", "nowhere");
        put(from, "file", "");
        assertThat(copy.copy("nothing")).isFalse();
        assertThat(copy.copy("dangling")).isFalse();
        assertThat(copy.copy("file/below")).isFalse();
    }

    @Test
    void linksToWhatOnlyARunningSystemHasAreFine() {
        link(from, "masked.service", "/dev/null");
        link(from, "etc/mtab", "../proc/self/mounts");
        assertThat(copy.copy("masked.service")).isTrue();
        assertThat(copy.copy("etc/mtab")).isTrue();
        assertThat(Samples.target(to, "masked.service")).isEqualTo("/dev/null");
        assertThat(to.contains("proc")).isFalse();
    }
}
