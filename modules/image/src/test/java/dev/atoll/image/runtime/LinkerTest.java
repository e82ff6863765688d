package dev.atoll.image.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.layout.CompositionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkerTest {
    @TempDir
    private Path folder;

    private void link(Linker linker) {
        linker.link(TestJdk.other(), folder, new TreeSet<>(List.of("no.such.module")), folder.resolve("out"));
    }

    @Test
    void aJavaWithoutJlinkIsTheUsersToReplace() {
        assertThatThrownBy(() -> link(new Linker(Optional.empty())))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("java: needs jlink, which the Java that runs atoll (")
                .hasMessageContaining("hint: run atoll with a whole JDK");
    }

    @Test
    void whatJlinkSaysIsPassedOn() {
        assertThatThrownBy(() -> link(new Linker(Linker.find())))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("jlink cannot link the modules of jdk 25-1: ")
                .hasMessageContaining("no.such.module");
    }
}
