package dev.atoll.systemtests.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.tools.ToolsDefinition;
import dev.atoll.systemtests.Checkout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tools' definition and lock, as they are in the repository. */
class ToolsLockTest {
    private final Path distro = Checkout.root().resolve("distro");
    private final ToolsDefinition definition = ToolsDefinition.read(distro.resolve("tools.yaml"));
    private final Lock lock = LockFile.read(distro.resolve("tools.lock"));

    @Test
    void theLockIsThatOfTheDefinition() {
        assertThatCode(() -> ImagePlan.locked(definition.selection(), lock))
                .as("make it anew with: atoll tools lock")
                .doesNotThrowAnyException();
    }

    @Test
    void everyPackageThatIsAskedForIsPinned() {
        assertThat(lock.packages().stream().map(it -> it.name()))
                .containsAll(definition.packages().wishes().stream()
                        .map(it -> it.name())
                        .toList())
                .doesNotContainAnyElementsOf(definition.packages().without());
    }
}
