package dev.atoll.image.initrd;

import dev.atoll.disk.elf.LibraryClosure;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.depmod.KernelModules;
import dev.atoll.image.depmod.ModuleEntry;
import dev.atoll.image.effect.OsRelease;
import dev.atoll.image.layout.Placement;
import dev.atoll.store.ContentStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes the tree of the initial RAM disk out of the root's tree: the files, units and modules that the definition
 * lists, everything they link to, and what lies below {@code /usr/lib/atoll/initrd}, which is laid over it. Not thread
 * safe.
 */
public final class Initrd {
    private static final String UNITS = "usr/lib/systemd/system/";
    private static final String OVERLAY = "usr/lib/atoll/initrd";

    /** Says which image the initrd belongs to (os-release(5)). */
    static final String RELEASE = "etc/initrd-release";

    private final FileTree root;
    private final Definition definition;
    private final String kernelVersion;
    private final long date;
    private final ContentStore store;
    private final FileTree tree;
    private final Placement placement;
    private final TreeCopy copy;
    private final SortedSet<String> missing = new TreeSet<>();

    private Initrd(FileTree root, Definition definition, String kernelVersion, long date, ContentStore store) {
        this.root = root;
        this.definition = definition;
        this.kernelVersion = kernelVersion;
        this.date = date;
        this.store = store;
        this.tree = new FileTree(Metadata.root(0755, date));
        this.placement = new Placement(tree, date);
        this.copy = new TreeCopy(root, tree, date);
    }

    /**
     * Makes the tree.
     *
     * @param root the finished tree of the root file system, its modules indexed
     * @param kernelVersion the directory below {@code /usr/lib/modules}
     * @param date modification time of what is made, seconds since 1970
     * @param store keeps indexes of modules
     * @throws MissingFromTreeException if something listed is not in the root's tree, naming all of it
     */
    public static FileTree of(
            FileTree root, Definition definition, String kernelVersion, long date, ContentStore store) {
        Initrd initrd = new Initrd(root, definition, kernelVersion, date, store);
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
            placement.directory(directory, "the initrd");
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
        closure.paths().forEach(copy::copyNode);
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
                place(entry.getKey(), entry.getValue());
            }
        }
    }

    private void modules() {
        String directory = "usr/lib/modules/" + kernelVersion;
        Map<String, ModuleEntry> known = KernelModules.read(root, kernelVersion);
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
        placement.directory(directory, "the initrd");
        KernelModules.index(tree, kernelVersion, date, store);
        put(
                "usr/lib/modules-load.d/initrd.conf",
                String.join("\n", definition.kernel().initrd().modules()) + "\n");
    }

    private void identity() {
        put(RELEASE, OsRelease.text(definition.image()));
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
        root.below(OVERLAY).tailMap(OVERLAY, false).forEach((path, node) -> {
            String target = path.substring(OVERLAY.length() + 1);
            if (!(node instanceof Node.Directory)) {
                place(target, node);
            } else if (tree.resolve(target).isEmpty()) {
                place(target, node);
            }
        });
    }

    private void copy(String path, String listedAs) {
        if (!copy.copy(path)) {
            missing.add(listedAs);
        }
    }

    private void put(String path, String text) {
        place(path, new Node.File(Metadata.root(0644, date), Content.of(text)));
    }

    private void link(String path, String target) {
        place(path, new Node.Symlink(Metadata.root(0777, date), target));
    }

    private void place(String path, Node node) {
        placement.put(path, node, "the initrd");
    }
}
