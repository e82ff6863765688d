package dev.atoll.image.cabundle;

import dev.atoll.disk.tree.FileTree;

/** Scratch. */
public final class CaBundle {
    private CaBundle() {}

    /** Scratch. */
    public static void apply(FileTree tree, long mtime) {
        tree.get("etc/ssl");
    }
}
