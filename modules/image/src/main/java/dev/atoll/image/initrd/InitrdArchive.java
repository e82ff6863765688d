package dev.atoll.image.initrd;

import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.ZstdVersion;
import dev.atoll.disk.cpio.CpioWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.cache.FileCache;
import dev.atoll.image.cache.TreeKey;
import dev.atoll.store.ContentStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The initrd as the kernel takes it: two newc archives in a row, which it unpacks as one tree. The first is not
 * compressed and holds what names the image, {@code etc/initrd-release}; the second, compressed, holds all else.
 * Compressing is the longest part of a build and what it works on changes seldom, so the store keeps second archives by
 * what they were made of, and versions of an image that differ in name only have the same one.
 */
public final class InitrdArchive {
    /** Beyond this level the archive shrinks by under a tenth and costs ten times the time. */
    private static final int ZSTD_LEVEL = 9;

    private static final String KIND = "initrd-3";
    private static final String NAME = "initrd";

    private InitrdArchive() {}

    /**
     * The archives' bytes; the second starts at a multiple of 512.
     *
     * @param store keeps archives, and holds the files that the tree's contents are ranges of
     */
    public static byte[] of(FileTree initrd, ContentStore store) {
        FileTree rest = new FileTree(initrd.nodes().firstEntry().getValue().metadata());
        initrd.nodes().forEach((path, node) -> {
            if (!path.equals(Initrd.RELEASE)) {
                rest.put(path, node);
            }
        });
        TreeKey key = new TreeKey(store, "zstd " + ZstdVersion.VERSION + " " + ZSTD_LEVEL).add(rest.nodes());
        try {
            ByteArrayOutputStream archives = new ByteArrayOutputStream(16 << 20);
            if (initrd.contains(Initrd.RELEASE)) {
                CpioWriter.write(release(initrd), archives);
            }
            archives.writeBytes(Objects.requireNonNull(
                    FileCache.files(store, KIND, key, () -> compressed(rest)).get(NAME)));
            return archives.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTree release(FileTree initrd) {
        FileTree tree = new FileTree(initrd.nodes().firstEntry().getValue().metadata());
        for (String path : List.of(TreePath.parent(Initrd.RELEASE), Initrd.RELEASE)) {
            tree.put(path, initrd.get(path).orElseThrow());
        }
        return tree;
    }

    private static SortedMap<String, byte[]> compressed(FileTree tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 << 20);
        try (ZstdOutputStream zstd = new ZstdOutputStream(bytes, ZSTD_LEVEL)) {
            zstd.setChecksum(true);
            CpioWriter.write(tree, zstd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TreeMap<>(Map.of(NAME, bytes.toByteArray()));
    }
}
