package dev.atoll.image.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "usr/share/doc/**, usr/share/doc/bash/copyright, true",
        "usr/share/doc/**, usr/share/doc, false",
        "usr/share/doc/**, usr/share/docs/x, false",
        "**/__pycache__, __pycache__, true",
        "**/__pycache__, a/b/__pycache__, true",
        "**/__pycache__, a/b__pycache__, false",
        "etc/rc?.d, etc/rc0.d, true",
        "etc/rc?.d, etc/rc/.d, false",
        "etc/*.conf, etc/a.conf, true",
        "etc/*.conf, etc/a/b.conf, false",
        "etc/*.conf, etc/axconf, false",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "a[b](c), a[b](c), true",
        "usr/\\E.x, usr/\\E.x, true"
    })
    void meansSomePathsAndNotOthers(String pattern, String path, boolean meant) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/usr", "usr/", "usr//x", "a/../b", "./a", "..", "a**", "**a/b", "a/b**"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> PathPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void matchesNewlinesInNames() {
        assertThat(PathPattern.of("a/**").matches("a/b\nc")).isTrue();
    }
}
