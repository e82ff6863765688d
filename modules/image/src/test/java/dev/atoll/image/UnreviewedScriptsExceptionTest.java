package dev.atoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.image.effect.ScriptReview.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnreviewedScriptsExceptionTest {
    private static Finding finding(String name, String script, boolean covered, Optional<String> lost) {
        Optional<String> runs = covered ? Optional.empty() : Optional.of("touch /etc/" + name);
        return new Finding(name, script, "12ab", covered, "because of " + name, runs, lost);
    }

    @Test
    void namesEveryScriptThatNothingStandsInForAndWhatToWrite() {
        Finding covered = finding("a", "postinst", true, Optional.empty());
        Finding acknowledged = finding("d", "postinst", false, Optional.of("a cache"));
        Finding first = finding("b", "postinst", false, Optional.empty());
        Finding second = finding("c", "preinst", false, Optional.empty());
        UnreviewedScriptsException.check(List.of(covered, acknowledged));
        UnreviewedScriptsException e = catchThrowableOfType(
                UnreviewedScriptsException.class,
                () -> UnreviewedScriptsException.check(List.of(covered, first, second, acknowledged)));
        assertThat(e.findings()).containsExactly(first, second);
        assertThat(e).hasMessage("""
                scripts of these packages are not run, and nothing stands in for them:
                  b: postinst would run touch /etc/b
                    because of b
                  c: preinst would run touch /etc/c
                    because of c
                  hint: read each, and add effects/PACKAGE.yaml with what stands in for it:
                    name: b
                    scripts: [postinst]
                    because: …
                    digests: {postinst: 12ab}
                    name: c
                    scripts: [preinst]
                    because: …
                    digests: {preinst: 12ab}
                  or build without it, by these lines in the definition:
                    acknowledge:
                      - {package: b, scripts: [postinst], lost: "…"}
                      - {package: c, scripts: [preinst], lost: "…"}""");
    }
}
