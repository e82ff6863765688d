package dev.atoll.image.initrd;

import com.github.luben.zstd.ZstdOutputStream;
import com.github.luben.zstd.util.ZstdVersion;
import dev.atoll.disk.cpio.CpioWriter;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The initrd as the kernel takes it: a newc archive, compressed. Compressing it is the longest part of a build and its
 * contents change seldom, so the store keeps archives by what they were made of.
 */
public final class InitrdArchive {
    /** Beyond this level the archive shrinks by under a tenth and costs ten times the time. */
    private static final int ZSTD_LEVEL = 9;

    private static final String KIND = "initrd-1";

    private InitrdArchive() {}

    /**
     * The archive's bytes.
     *
     * @param store keeps archives, and holds the files that the tree's contents are ranges of
     */
    public static byte[] of(FileTree initrd, ContentStore store) {
        try {
            String key = key(initrd, store).hex();
            Optional<Path> cached = store.cached(KIND, key);
            if (cached.isPresent()) {
                return Files.readAllBytes(cached.get());
            }
            byte[] archive = compress(initrd);
            store.cache(KIND, key, out -> out.write(archive));
            return archive;
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

    /** Tells trees apart that make other archives: by everything but the bytes of the store's own files. */
    private static Digest key(FileTree initrd, ContentStore store) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(ZstdVersion.VERSION);
        out.writeInt(ZSTD_LEVEL);
        IdentityHashMap<Node.File, Integer> files = new IdentityHashMap<>();
        for (Map.Entry<String, Node> entry : initrd.nodes().entrySet()) {
            out.writeUTF(entry.getKey());
            metadata(entry.getValue().metadata(), out);
            switch (entry.getValue()) {
                case Node.Directory d -> out.writeByte('d');
                case Node.Symlink link -> {
                    out.writeByte('l');
                    out.writeUTF(link.target());
                }
                case Node.Special special -> {
                    out.writeUTF(special.kind().name());
                    out.writeInt(special.major());
                    out.writeInt(special.minor());
                }
                case Node.File file -> {
                    out.writeByte('f');
                    out.writeInt(number(files, file));
                    content(file.content(), store, out);
                }
            }
        }
        return Digest.of(bytes.toByteArray());
    }

    private static int number(IdentityHashMap<Node.File, Integer> files, Node.File file) {
        int next = files.size();
        Integer known = files.putIfAbsent(file, next);
        return known == null ? next : known;
    }

    private static void metadata(Metadata metadata, DataOutputStream out) throws IOException {
        out.writeLong(metadata.uid());
        out.writeLong(metadata.gid());
        out.writeInt(metadata.mode());
        out.writeLong(metadata.mtime());
    }

    private static void content(Content content, ContentStore store, DataOutputStream out) throws IOException {
        // The store never changes its files and names them by digests of what they hold or were made of.
        if (content instanceof Content.Slice(Path file, long offset, long size) && file.startsWith(store.root())) {
            out.writeUTF(store.root().relativize(file).toString());
            out.writeLong(offset);
            out.writeLong(size);
        } else {
            out.writeUTF(Digest.of(content.bytes()).hex());
        }
    }
}
