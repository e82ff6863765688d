package dev.atoll.image.users;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;

/** Trees with users for tests. */
final class UserTrees {
    private static final Metadata META = Metadata.root(0755, 0);

    private UserTrees() {}

    /** A few of Debian's base users. */
    static FileTree base() {
        FileTree tree = new FileTree(META);
        put(tree, "usr/share/base-passwd/passwd.master", """
                root:*:0:0:root:/root:/bin/bash
                daemon:*:1:1:daemon:/usr/sbin:/usr/sbin/nologin
                games:*:5:60:games:/usr/games:/usr/sbin/nologin
                _apt:*:42:65534::/nonexistent:/usr/sbin/nologin
                """);
        put(tree, "usr/share/base-passwd/group.master", """
                root:*:0:
                daemon:*:1:
                tty:*:5:
                shadow:*:42:
                games:*:60:
                nogroup:*:65534:
                """);
        return tree;
    }

    static void put(FileTree tree, String path, String text) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.File(META, Content.of(text)));
    }

    static String text(FileTree tree, String path) {
        return new String(((Node.File) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }
}
