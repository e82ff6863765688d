package dev.atoll.image.preset;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.List;
import java.util.TreeMap;

/** A tree with a unit for every rule of enablement. */
final class PresetTrees {
    static final List<String> ENABLE = List.of(
            "shell.service",
            "getty@tty1.service",
            "getty@ttyS0.service",
            "broker.service",
            "listed.socket",
            "local.service",
            "tm@.service",
            "any@.service",
            "static.service");
    static final List<String> MASK = List.of("unwanted.service", "alias-of-shell.service");

    private static final Metadata META = Metadata.root(0755, 0);
    private static final String LIB = "usr/lib/systemd/system/";
    private static final String ETC = "etc/systemd/system/";

    private PresetTrees() {}

    static FileTree sample() {
        FileTree tree = new FileTree(META);
        link(tree, "lib", "usr/lib");
        unit(tree, LIB + "multi-user.target", "");
        unit(tree, LIB + "static.service", "");
        unit(tree, LIB + "unwanted.service", "WantedBy=multi-user.target");
        unit(tree, LIB + "shell.service", "WantedBy=multi-user.target\nAlias=old-shell.service shell.socket");
        unit(tree, LIB + "getty@.service", "WantedBy=getty.target\nDefaultInstance=tty9\nAlias=autovt@.service");
        unit(tree, LIB + "broker.service", "Alias=bus.service\nAlso=bus-helper.socket gone.service");
        unit(tree, LIB + "bus.service", "");
        unit(tree, LIB + "bus-helper.socket", "RequiredBy=sockets.target");
        unit(tree, LIB + "listed.socket", "WantedBy=a.target \\\n  # a comment\n \"b.target\"");
        unit(tree, LIB + "disabled.service", "WantedBy=multi-user.target\nAlso=also-disabled.timer");
        unit(tree, LIB + "also-disabled.timer", "WantedBy=timers.target");
        unit(tree, LIB + "tm@.service", "WantedBy=multi@.service x.target\nDefaultInstance=def-%p\nAlias=oth@.service");
        unit(tree, LIB + "any@.service", "WantedBy=multi@.service y.target z@1.service %n-%N-%j.target");
        unit(tree, ETC + "local.service", "WantedBy=%m.target %%.target multi-user.target");
        put(tree, ETC + "shell.service.d/a.conf", "[Install]\nWantedBy=\nWantedBy=special.target\n");
        put(tree, "usr/lib/systemd/system/shell.service.d/a.conf", "[Install]\nWantedBy=overridden.target\n");
        put(
                tree,
                "usr/lib/systemd/system/shell.service.d/b.conf",
                "[Service]\nWantedBy=no.target\n[Install]\nAlias=%p-b.service\n");
        link(tree, LIB + "alias-of-shell.service", "shell.service");
        link(tree, LIB + "default.target", "multi-user.target");
        link(tree, ETC + "multi-user.target.wants/shell.service", "/usr/lib/systemd/system/shell.service");
        link(tree, ETC + "multi-user.target.wants/disabled.service", "/usr/lib/systemd/system/disabled.service");
        link(tree, ETC + "timers.target.wants/also-disabled.timer", "/lib/systemd/system/also-disabled.timer");
        link(tree, ETC + "multi-user.target.wants/unknown.service", "/opt/unknown.service");
        link(tree, ETC + "getty.target.wants/getty@tty2.service", "/usr/lib/systemd/system/getty@.service");
        link(tree, ETC + "old-shell.service", "/usr/lib/systemd/system/static.service");
        link(tree, ETC + "another-name.service", "../../../usr/lib/systemd/system/disabled.service");
        return tree;
    }

    static void unit(FileTree tree, String path, String install) {
        put(tree, path, "[Unit]\nDescription=x\n" + (install.isEmpty() ? "" : "[Install]\n" + install + "\n"));
    }

    static void put(FileTree tree, String path, String text) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.File(META, Content.of(text)));
    }

    static void link(FileTree tree, String path, String target) {
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.Symlink(META, target));
    }

    /** The links in the configuration directory by path. */
    static TreeMap<String, String> links(FileTree tree) {
        TreeMap<String, String> links = new TreeMap<>();
        tree.below("etc/systemd/system").forEach((path, node) -> {
            if (node instanceof Node.Symlink link) {
                links.put(path.substring(ETC.length()), link.target());
            }
        });
        return links;
    }
}
