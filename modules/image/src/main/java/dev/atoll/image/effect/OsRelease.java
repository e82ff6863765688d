package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Image;
import dev.atoll.image.layout.Placement;

/** Writes {@code os-release}: what this system is called, and the version that boot counting and updates sort by (os-release(5)). */
public final class OsRelease {
    private OsRelease() {}

    /** The file's text. */
    public static String text(Image image) {
        return """
                NAME="%s"
                PRETTY_NAME="%s %s"
                ID=%s
                VERSION_ID=%s
                IMAGE_ID=%s
                IMAGE_VERSION=%s
                """.formatted(
                image.name(), image.name(), image.version(), image.id(), image.version(), image.id(), image.version());
    }

    /** Puts it at {@code /usr/lib/os-release}, with the link from {@code /etc}. */
    public static void apply(FileTree tree, Image image, long date) {
        Placement placement = new Placement(tree, date);
        Node.File file = new Node.File(Metadata.root(0644, date), Content.of(text(image)));
        placement.put("usr/lib/os-release", file, "os-release");
        Node.Symlink link = new Node.Symlink(Metadata.root(0777, date), "../usr/lib/os-release");
        placement.put("etc/os-release", link, "os-release");
    }
}
