package dev.atoll.image.cache;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Tells parts of trees apart by all that they hold: paths, metadata, links, devices, which files are hard links of one
 * another, and contents. Equal keys mean equal parts. Not thread safe.
 */
public final class TreeKey {
    private final ContentStore store;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 18);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final IdentityHashMap<Node.File, Integer> files = new IdentityHashMap<>();

    /**
     * Starts a key.
     *
     * @param store that files of the tree are ranges of
     * @param maker what else the result depends on: the step, its version and its settings
     */
    public TreeKey(ContentStore store, String maker) {
        this.store = store;
        text(maker);
    }

    /** Adds nodes by their paths; how many there are is part of the key. */
    public TreeKey add(Map<String, Node> nodes) {
        try {
            out.writeInt(nodes.size());
            for (Map.Entry<String, Node> entry : nodes.entrySet()) {
                out.writeUTF(entry.getKey());
                node(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The key as the store names cached values. */
    public String hex() {
        return Digest.of(bytes.toByteArray()).hex();
    }

    private void text(String text) {
        try {
            out.writeUTF(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void node(Node node) throws IOException {
        metadata(node.metadata());
        switch (node) {
            case Node.Directory d -> out.writeByte('d');
            case Node.Symlink link -> {
                out.writeByte('l');
                out.writeUTF(link.target());
            }
            case Node.Special special -> {
                out.writeByte('s');
                out.writeUTF(special.kind().name());
                out.writeInt(special.major());
                out.writeInt(special.minor());
            }
            case Node.File file -> {
                out.writeByte('f');
                out.writeInt(number(file));
                content(file.content());
            }
        }
    }

    private int number(Node.File file) {
        int next = files.size();
        Integer known = files.putIfAbsent(file, next);
        return known == null ? next : known;
    }

    private void metadata(Metadata metadata) throws IOException {
        out.writeLong(metadata.uid());
        out.writeLong(metadata.gid());
        out.writeInt(metadata.mode());
        out.writeLong(metadata.mtime());
    }

    private void content(Content content) throws IOException {
        if (content instanceof Content.Slice(Path file, long offset, long size) && file.startsWith(store.root())) {
            out.writeByte('s');
            out.writeUTF(store.root().relativize(file).toString());
            out.writeLong(offset);
            out.writeLong(size);
        } else {
            out.writeByte('b');
            out.writeUTF(Digest.of(content.bytes()).hex());
        }
    }
}
