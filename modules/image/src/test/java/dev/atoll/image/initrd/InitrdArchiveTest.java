package dev.atoll.image.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.atoll.disk.cpio.CpioReader;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.store.ContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitrdArchiveTest {
    @TempDir
    private Path folder;

    private final FileTree tree = Samples.tree();
    private ContentStore store;

    @BeforeEach
    void makeTree() {
        store = ContentStore.open(folder.resolve("store"));
        Path payload = store.cache("payload-1", "aa", out -> out.write("0123456789".getBytes()));
        Samples.put(tree, "a", new Node.File(Metadata.root(0644, 0), Content.of(payload, 2, 3)));
        Samples.put(tree, "etc/x", "x");
    }

    private byte[] archive() {
        return InitrdArchive.of(tree, store);
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(store.root().resolve("cache/initrd-3"))) {
            return files.count();
        }
    }

    @Test
    void itIsACompressedArchiveOfTheTree() throws IOException {
        FileTree read = CpioReader.read(new ZstdInputStream(new ByteArrayInputStream(archive())));
        assertThat(Samples.text(read, "etc/x")).isEqualTo("x");
        assertThat(Samples.text(read, "a")).isEqualTo("234");
    }

    @Test
    void whatNamesTheImageStandsBeforeTheRest() throws IOException {
        Samples.put(tree, "etc/initrd-release", "IMAGE_VERSION=1");
        byte[] first = archive();
        int head = 512;
        FileTree read = CpioReader.read(new SequenceInputStream(
                new ByteArrayInputStream(first, 0, head),
                new ZstdInputStream(new ByteArrayInputStream(first, head, first.length - head))));
        assertThat(read.nodes().keySet()).isEqualTo(tree.nodes().keySet());
        assertThat(Samples.text(read, "etc/initrd-release")).isEqualTo("IMAGE_VERSION=1");

        Samples.put(tree, "etc/initrd-release", "IMAGE_VERSION=2");
        byte[] second = archive();
        assertThat(kept()).isEqualTo(1);
        assertThat(Arrays.mismatch(first, second)).isBetween(1, head - 1);
        assertThat(Arrays.equals(first, head, first.length, second, head, second.length))
                .isTrue();
    }

    @Test
    void theSameTreeIsCompressedOnce() throws IOException {
        byte[] first = archive();
        assertThat(kept()).isEqualTo(1);
        Path kept;
        try (Stream<Path> files = Files.list(store.root().resolve("cache/initrd-3"))) {
            kept = files.findFirst().orElseThrow();
        }
        Object file = Files.getAttribute(kept, "unix:ino");
        assertThat(archive()).isEqualTo(first);
        assertThat(Files.getAttribute(kept, "unix:ino")).isEqualTo(file);
    }

    @Test
    void aDamagedArchiveIsMadeAnew() throws IOException {
        byte[] first = archive();
        try (Stream<Path> files = Files.list(store.root().resolve("cache/initrd-3"))) {
            Files.write(files.findFirst().orElseThrow(), new byte[] {9});
        }
        assertThat(archive()).isEqualTo(first);
    }

    @Test
    void whateverChangesTheArchiveIsAnotherTree() throws IOException {
        byte[] first = archive();
        tree.change("a", metadata -> metadata.withMode(0600));
        assertThat(archive()).isNotEqualTo(first);
        tree.change("a", metadata -> metadata.withMode(0644).withMtime(5));
        archive();
        tree.change("a", metadata -> metadata.withMtime(0).withOwner(1, 0));
        archive();
        tree.change("a", metadata -> metadata.withOwner(0, 0));
        Samples.put(tree, "etc/x", "y");
        archive();
        Samples.put(tree, "etc/x", "x");
        tree.put("b", tree.get("a").orElseThrow());
        byte[] linked = archive();
        tree.put("b", ((Node.File) tree.get("a").orElseThrow()).with(Metadata.root(0644, 0)));
        assertThat(archive()).isNotEqualTo(linked);
        assertThat(kept()).isEqualTo(7);
        tree.remove("b");
        assertThat(archive()).isEqualTo(first);
        assertThat(kept()).isEqualTo(7);
    }
}
