package dev.atoll.image.initrd;

import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.ZstdVersion;
import dev.atoll.disk.cpio.CpioWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.cache.FileCache;
import dev.atoll.image.cache.TreeKey;
import dev.atoll.store.ContentStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The initrd as the kernel takes it: a newc archive, compressed. Compressing it is the longest part of a build and its
 * contents change seldom, so the store keeps archives by what they were made of.
 */
public final class InitrdArchive {
    /** Beyond this level the archive shrinks by under a tenth and costs ten times the time. */
    private static final int ZSTD_LEVEL = 9;

    private static final String KIND = "initrd-2";
    private static final String NAME = "initrd";

    private InitrdArchive() {}

    /**
     * The archive's bytes.
     *
     * @param store keeps archives, and holds the files that the tree's contents are ranges of
     */
    public static byte[] of(FileTree initrd, ContentStore store) {
        TreeKey key = new TreeKey(store, "zstd " + ZstdVersion.VERSION + " " + ZSTD_LEVEL).add(initrd.nodes());
        return Objects.requireNonNull(
                FileCache.files(store, KIND, key, () -> archive(initrd)).get(NAME));
    }

    private static SortedMap<String, byte[]> archive(FileTree initrd) {
        try {
            return new TreeMap<>(Map.of(NAME, compress(initrd)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compress(FileTree initrd) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 20);
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes, ZSTD_LEVEL)) {
            zstd.setChecksum(true);
            CpioWriter.write(initrd, zstd);
        }
        return bytes.toByteArray();
    }
}
