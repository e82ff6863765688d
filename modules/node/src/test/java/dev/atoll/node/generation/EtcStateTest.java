package dev.atoll.node.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.change.PathChange.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers as the kernel leaves them; directories that were made anew carry its mark. */
class EtcStateTest {
    @TempDir
    Path folder;

    private Path image;
    private Path upper;

    @BeforeEach
    void layers() throws IOException {
        image = folder.resolve("image");
        upper = folder.resolve("upper");
        Files.createDirectories(image.resolve("app.d"));
        Files.createDirectories(upper.resolve("app.d"));
        Files.writeString(image.resolve("app.d/a"), "a");
        Files.writeString(image.resolve("app.d/b"), "b");
        Files.writeString(upper.resolve("app.d/b"), "B");
    }

    @Test
    void anUpperLayerIsSeenOverTheImage() throws IOException {
        assertThat(changes()).containsExactly(new PathChange("/etc/app.d/b", Kind.CHANGED));
    }

    @Test
    void aDirectoryMadeAnewHidesWhatTheImageHasInIt() throws IOException {
        Files.setAttribute(upper.resolve("app.d"), "user:overlay.opaque", "y".getBytes());
        assertThat(changes())
                .containsExactly(
                        new PathChange("/etc/app.d/a", Kind.REMOVED), new PathChange("/etc/app.d/b", Kind.CHANGED));
        EtcState.makeTransparent(upper.resolve("app.d"));
        assertThat(changes()).containsExactly(new PathChange("/etc/app.d/b", Kind.CHANGED));
    }

    @Test
    void aFileInThePlaceOfADirectoryHidesIt() throws IOException {
        Files.delete(upper.resolve("app.d/b"));
        Files.delete(upper.resolve("app.d"));
        Files.writeString(upper.resolve("app.d"), "now a file");
        assertThat(new EtcState(List.of(upper, image)).find("app.d/a")).isEmpty();
        assertThat(changes()).contains(new PathChange("/etc/app.d", Kind.CHANGED));
    }

    private List<PathChange> changes() throws IOException {
        return EtcState.changes(new EtcState(List.of(image)), new EtcState(List.of(upper, image)));
    }
}
