package dev.atoll.image.inspect;

import dev.atoll.disk.erofs.ErofsInfo;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.image.inventory.ImagePackage;
import dev.atoll.image.inventory.Inventory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what a root file system holds. */
final class RootFacts {
    private static final int SET_ID = 06000;
    private static final int STICKY = 01000;
    private static final int WORLD_WRITABLE = 0002;
    private static final String MODULES = "usr/lib/modules";

    private final FileTree tree;
    private final List<Inspection.SpecialFile> setId = new ArrayList<>();
    private final List<Inspection.SpecialFile> capabilities = new ArrayList<>();
    private final List<Inspection.SpecialFile> worldWritable = new ArrayList<>();
    private int files;
    private int directories;
    private int links;
    private int devices;
    private int modules;
    private long bytes;

    private RootFacts(FileTree tree) {
        this.tree = tree;
    }

    static Inspection.Root of(OpenedImage.RootFileSystem root, List<String> problems) {
        RootFacts facts = new RootFacts(root.tree());
        facts.count();
        return facts.record(root.info(), packages(root.tree(), problems));
    }

    private static List<ImagePackage> packages(FileTree tree, List<String> problems) {
        try {
            return Inventory.read(tree).map(Inventory::packages).orElse(List.of());
        } catch (InvalidDocumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private Inspection.Root record(ErofsInfo info, List<ImagePackage> packages) {
        Units units = new Units(tree);
        List<Inspection.EnabledUnit> enabled = units.enabled();
        List<String> kernels = tree.children(MODULES);
        String release = TreeText.of(tree, "etc/os-release")
                .or(() -> TreeText.of(tree, "usr/lib/os-release"))
                .orElse("");
        return new Inspection.Root(
                new Inspection.FileSystem(
                        "erofs",
                        info.size(),
                        info.blockSize(),
                        info.uuid().toString(),
                        info.volumeName(),
                        info.buildTime()),
                TreeText.assignments(release),
                kernels.isEmpty() ? Optional.empty() : Optional.of(kernels.getFirst()),
                modules,
                new Inspection.Contents(files, directories, links, devices, bytes),
                packages,
                Accounts.users(tree),
                Accounts.groups(tree),
                enabled,
                units.masked(),
                units.listeners(enabled),
                setId,
                capabilities,
                worldWritable);
    }

    private void count() {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        tree.nodes().forEach((path, node) -> {
            switch (node) {
                case Node.Directory d -> directories++;
                case Node.Symlink l -> links++;
                case Node.Special s -> devices++;
                case Node.File file -> {
                    if (seen.add(file)) {
                        files++;
                        bytes += file.content().size();
                    }
                    modules += path.startsWith(MODULES + "/") && path.matches(".*\\.ko(?:\\.(?:xz|zst|gz))?") ? 1 : 0;
                }
            }
            note(path, node);
        });
    }

    private void note(String path, Node node) {
        Metadata meta = node.metadata();
        if (node instanceof Node.File && (meta.mode() & SET_ID) != 0) {
            setId.add(special(path, meta, ""));
        }
        ByteBuffer capability = meta.xattrs().get("security.capability");
        if (capability != null) {
            capabilities.add(special(path, meta, Capabilities.text(capability)));
        }
        boolean sticky = node instanceof Node.Directory && (meta.mode() & STICKY) != 0;
        if (!(node instanceof Node.Symlink) && (meta.mode() & WORLD_WRITABLE) != 0 && !sticky) {
            worldWritable.add(special(path, meta, ""));
        }
    }

    private static Inspection.SpecialFile special(String path, Metadata meta, String detail) {
        return new Inspection.SpecialFile("/" + path, "%04o".formatted(meta.mode()), meta.uid(), meta.gid(), detail);
    }
}
