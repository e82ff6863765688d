package dev.atoll.node.linux;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Owners, modes and durability of files. */
public final class Owned {
    private Owned() {}

    /** Sets owner, group and permission bits; a link's own, without its bits. */
    public static void set(Path path, int uid, int gid, int mode) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(path)) {
            // After the owner, whose change takes set-id bits away.
            Files.setAttribute(path, "unix:mode", mode);
        }
    }

    /** Waits until a directory's entries are on the disk. */
    public static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
