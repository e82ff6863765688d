package dev.atoll.image.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathPatternsTest {
    @Test
    void everythingBelowMeansTheDirectoryToo() {
        PathPatterns patterns = new PathPatterns(List.of("usr/share/doc/**"));
        assertThat(patterns.excludes("usr/share/doc")).isTrue();
        assertThat(patterns.excludes("usr/share/doc/a/b")).isTrue();
        assertThat(patterns.excludes("usr/share/docs")).isFalse();
        assertThat(patterns.excludes("usr/share")).isFalse();
    }

    @Test
    void theLastThatMatchesDecides() {
        PathPatterns patterns = new PathPatterns(List.of("doc/**", "!doc/*/copyright", "doc/secret/**"));
        assertThat(patterns.excludes("doc/bash/README")).isTrue();
        assertThat(patterns.excludes("doc/bash/copyright")).isFalse();
        assertThat(patterns.excludes("doc/secret/copyright")).isTrue();
    }

    @Test
    void nothingIsExcludedWithoutPatterns() {
        assertThat(new PathPatterns(List.of()).excludes("usr")).isFalse();
    }
}
