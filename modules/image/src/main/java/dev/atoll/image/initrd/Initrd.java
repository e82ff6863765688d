package dev.atoll.image.initrd;

import dev.atoll.disk.elf.LibraryClosure;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.depmod.Depmod;
import dev.atoll.image.depmod.ModuleEntry;
import dev.atoll.image.effect.OsRelease;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Makes the tree of the initial RAM disk out of the root's tree: the files, units and modules that the definition
 * lists, everything they link to, and what lies below {@code /usr/lib/atoll/initrd}, which is laid over it.
 */
public final class Initrd {
    private static final String UNITS = "usr/lib/systemd/system/";
    private static final String OVERLAY = "usr/lib/atoll/initrd";

    private final FileTree root;
    private final Definition definition;
    private final String kernelVersion;
    private final long date;
    private final FileTree tree;
    private final List<String> missing = new ArrayList<>();

    private Initrd(FileTree root, Definition definition, String kernelVersion, long date) {
        this.root = root;
        this.definition = definition;
        this.kernelVersion = kernelVersion;
        this.date = date;
        this.tree = new FileTree(Metadata.root(0755, date));
    }

    /**
     * Makes the tree.
     *
     * @param root the finished tree of the root file system
     * @param kernelVersion the directory below {@code /usr/lib/modules}
     * @throws MissingFromTreeException if something listed is not in the root's tree
     */
    public static FileTree of(FileTree root, Definition definition, String kernelVersion, long date) {
        Initrd initrd = new Initrd(root, definition, kernelVersion, date);
        initrd.skeleton();
        initrd.programs();
        initrd.units();
        initrd.modules();
        initrd.identity();
        initrd.overlay();
        if (!initrd.missing.isEmpty()) {
            throw new MissingFromTreeException(initrd.missing);
        }
        return initrd.tree;
    }

    private void skeleton() {
        for (String directory : List.of(
                "dev",
                "etc",
                "proc",
                "root",
                "run",
                "sys",
                "sysroot",
                "tmp",
                "usr/bin",
                "usr/sbin",
                "usr/lib",
                "usr/lib64",
                "var")) {
            tree.mkdirs(directory, Metadata.root(0755, date));
        }
        for (String directory : List.of("bin", "sbin", "lib", "lib64")) {
            link(directory, "usr/" + directory);
        }
        link("var/run", "/run");
        link("init", "usr/lib/systemd/systemd");
        link(UNITS + "default.target", "initrd.target");
    }

    private void programs() {
        SequencedSet<String> start = new LinkedHashSet<>();
        for (String file : definition.kernel().initrd().files()) {
            String path = TreePath.of(file);
            copy(path, file);
            root.resolve(path)
                    .filter(real -> root.get(real).orElseThrow() instanceof Node.File)
                    .ifPresent(start::add);
        }
        LibraryClosure closure = LibraryClosure.of(root, List.copyOf(start));
        closure.missing().forEach(library -> missing.add(library.toString()));
        closure.paths().forEach(path -> copy(path, path));
    }

    private void units() {
        for (String unit : definition.kernel().initrd().units()) {
            copy(UNITS + unit, unit);
        }
        // What the kept targets want or require, as far as it was kept.
        for (Map.Entry<String, Node> entry :
                root.below(UNITS.substring(0, UNITS.length() - 1)).entrySet()) {
            String directory = TreePath.parent(entry.getKey());
            if ((directory.endsWith(".wants") || directory.endsWith(".requires"))
                    && tree.contains(UNITS + TreePath.name(entry.getKey()))) {
                tree.mkdirs(directory, Metadata.root(0755, date));
                tree.put(entry.getKey(), entry.getValue());
            }
        }
    }

    private void modules() {
        String directory = "usr/lib/modules/" + kernelVersion;
        Map<String, ModuleEntry> known = Depmod.dependencies(root, kernelVersion);
        for (String name : definition.kernel().initrd().modules()) {
            ModuleEntry module = known.get(name.replace('-', '_'));
            if (module == null) {
                missing.add("kernel module " + name);
            } else if (!module.isBuiltIn()) {
                module.path().ifPresent(path -> copy(path, path));
                module.dependencies().forEach(path -> copy(path, path));
            }
        }
        for (String index : List.of("modules.builtin", "modules.builtin.modinfo", "modules.order")) {
            copy(directory + "/" + index, index);
        }
        Depmod.apply(tree, kernelVersion, date);
        put(
                "usr/lib/modules-load.d/initrd.conf",
                String.join("\n", definition.kernel().initrd().modules()) + "\n");
    }

    private void identity() {
        put("etc/initrd-release", OsRelease.text(definition.image()));
        link("etc/os-release", "initrd-release");
        copy("etc/passwd", "etc/passwd");
        copy("etc/group", "etc/group");
        put("etc/shadow", "root:!*:20000::::::\n");
        put("etc/nsswitch.conf", "passwd: files\ngroup: files\n");
        put("etc/machine-id", "");
        put("etc/fstab", "");
        put("usr/lib/atoll/disk.conf", "MINIMUM_MIB=" + definition.disk().minimumMiB() + "\n");
    }

    private void overlay() {
        root.below(OVERLAY).forEach((path, node) -> {
            if (!path.equals(OVERLAY)) {
                String target = path.substring(OVERLAY.length() + 1);
                if (node instanceof Node.Directory) {
                    tree.mkdirs(target, node.metadata());
                } else {
                    tree.put(target, node);
                }
            }
        });
    }

    /** Copies a path of the root with what is below it, and the links on the way with what they point to. */
    private void copy(String path, String listedAs) {
        String parent = TreePath.parent(path);
        String realParent = root.resolve(parent).orElse(parent);
        String real = TreePath.join(realParent, TreePath.name(path));
        if (tree.contains(real) && !(root.get(real).orElse(null) instanceof Node.Directory)) {
            return;
        }
        switch (root.get(real).orElse(null)) {
            case null -> missing.add(listedAs);
            case Node.Directory directory -> {
                tree.mkdirs(real, Metadata.root(0755, date));
                root.children(real).forEach(name -> copy(TreePath.join(real, name), listedAs));
            }
            case Node.Symlink symlink -> {
                place(real, symlink);
                String target = symlink.target();
                if (!target.equals("/dev/null")) {
                    root.resolve(target.startsWith("/") ? TreePath.of(target) : join(realParent, target))
                            .ifPresentOrElse(
                                    resolved -> copyTarget(realParent, target, listedAs), () -> missing.add(listedAs));
                }
            }
            case Node.File file -> place(real, file);
            case Node.Special special -> place(real, special);
        }
    }

    private void copyTarget(String directory, String target, String listedAs) {
        copy(target.startsWith("/") ? TreePath.of(target) : normalise(join(directory, target)), listedAs);
    }

    private static String join(String directory, String target) {
        return directory + "/" + target;
    }

    /** Takes {@code x/..} out; fine here because the directories of the tree in question are no links. */
    private static String normalise(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty()) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private void put(String path, String text) {
        place(path, new Node.File(Metadata.root(0644, date), Content.of(text)));
    }

    private void link(String path, String target) {
        place(path, new Node.Symlink(Metadata.root(0777, date), target));
    }

    private void place(String path, Node node) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, date));
        tree.put(path, node);
    }
}
