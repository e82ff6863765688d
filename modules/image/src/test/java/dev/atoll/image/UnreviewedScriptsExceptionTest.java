package dev.atoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.image.effect.ScriptReview.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreviewedScriptsExceptionTest {
    @Test
    void namesEveryScriptThatNothingStandsInFor() {
        Finding covered = new Finding("a", "postinst", true, "x");
        Finding first = new Finding("b", "postinst", false, "y");
        Finding second = new Finding("c", "preinst", false, "y");
        UnreviewedScriptsException.check(List.of(covered));
        UnreviewedScriptsException e = catchThrowableOfType(
                UnreviewedScriptsException.class,
                () -> UnreviewedScriptsException.check(List.of(covered, first, second)));
        assertThat(e.findings()).containsExactly(first, second);
        assertThat(e).hasMessageContaining("effects/PACKAGE.yaml\n  b: postinst\n  c: preinst");
    }
}
