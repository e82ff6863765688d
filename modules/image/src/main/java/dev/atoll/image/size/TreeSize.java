package dev.atoll.image.size;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.inventory.ImagePackage;
import dev.atoll.image.inventory.Inventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sizes of a tree. All numbers are bytes but {@code files}.
 *
 * @param size version of this schema: 1
 * @param total all files
 * @param packages by package, largest first; what no package brought is called {@code (image)}; empty if the tree does
 *     not say whose its files are
 * @param directories every directory with all below it, parents first
 */
public record TreeSize(int size, Sum total, List<PackageSize> packages, List<DirectorySize> directories) {
    /** What stands for the image's definition and the steps of composing. */
    public static final String IMAGE = "(image)";

    public TreeSize {
        packages = List.copyOf(packages);
        directories = List.copyOf(directories);
    }

    /** Files, the bytes they have and the bytes they take. */
    public record Sum(int files, long bytes, long stored) {
        private static final Sum NONE = new Sum(0, 0, 0);

        private Sum plus(Sum other) {
            return new Sum(files + other.files, bytes + other.bytes, stored + other.stored);
        }
    }

    /** Sizes of a package. */
    public record PackageSize(String name, Optional<String> version, Sum sum) {}

    /** Sizes of a directory; the root is {@code /}. */
    public record DirectorySize(String path, Sum sum) {}

    /**
     * Adds up.
     *
     * @param blockSize bytes of a block
     * @param tails whether contents held in memory lie beside their inodes and take no block of their own, as in a tree
     *     that was read from an image
     */
    public static TreeSize of(FileTree tree, int blockSize, boolean tails) {
        Map<String, ImagePackage> owners =
                Inventory.read(tree).map(it -> it.owners(tree)).orElse(Map.of());
        Map<String, Sum> directories = new TreeMap<>(TreePath.ORDER);
        Map<String, Sum> packages = new TreeMap<>();
        Map<String, ImagePackage> byName = new TreeMap<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        tree.nodes().forEach((path, node) -> {
            if (node instanceof Node.Directory) {
                directories.put(path, Sum.NONE);
            } else if (node instanceof Node.File file && seen.add(file)) {
                Sum sum = new Sum(1, file.content().size(), stored(file.content(), blockSize, tails));
                ImagePackage owner = owners.get(path);
                String name = owner == null ? IMAGE : owner.name();
                packages.merge(name, sum, Sum::plus);
                if (owner != null) {
                    byName.put(name, owner);
                }
                for (String at = TreePath.parent(path); ; at = TreePath.parent(at)) {
                    directories.merge(at, sum, Sum::plus);
                    if (at.isEmpty()) {
                        break;
                    }
                }
            }
        });
        List<PackageSize> largest = packages.entrySet().stream()
                .map(it -> new PackageSize(
                        it.getKey(),
                        Optional.ofNullable(byName.get(it.getKey())).map(ImagePackage::version),
                        it.getValue()))
                .sorted(Comparator.comparingLong((PackageSize it) -> -it.sum().stored())
                        .thenComparing(PackageSize::name))
                .toList();
        return new TreeSize(
                1,
                directories.getOrDefault("", Sum.NONE),
                owners.isEmpty() ? List.of() : largest,
                directories.entrySet().stream()
                        .map(it -> new DirectorySize("/" + it.getKey(), it.getValue()))
                        .toList());
    }

    private static long stored(Content content, int blockSize, boolean tails) {
        return switch (content) {
            case Content.Slice slice -> blocks(slice.size(), blockSize);
            case Content.Pieces pieces -> blocks(pieces.stored(), blockSize);
            case Content.Bytes bytes -> tails ? bytes.size() : blocks(bytes.size(), blockSize);
        };
    }

    private static long blocks(long bytes, int blockSize) {
        return Math.ceilDiv(bytes, blockSize) * blockSize;
    }

    /**
     * The directories to show: at most {@code depth} below the root, of each directory the {@code top} largest.
     *
     * @return parents first, siblings by size
     */
    public List<DirectorySize> largest(int depth, int top) {
        Map<String, List<DirectorySize>> children = new TreeMap<>();
        for (DirectorySize directory : directories) {
            if (!directory.path().equals("/")) {
                children.computeIfAbsent(parent(directory.path()), it -> new ArrayList<>())
                        .add(directory);
            }
        }
        List<DirectorySize> shown = new ArrayList<>();
        directories.stream().filter(it -> it.path().equals("/")).forEach(shown::add);
        show("/", depth, top, children, shown);
        return shown;
    }

    private static void show(
            String path, int depth, int top, Map<String, List<DirectorySize>> children, List<DirectorySize> shown) {
        if (depth > 0) {
            children.getOrDefault(path, List.of()).stream()
                    .filter(it -> it.sum().files() > 0)
                    .sorted(Comparator.comparingLong(
                                    (DirectorySize it) -> -it.sum().stored())
                            .thenComparing(DirectorySize::path))
                    .limit(top)
                    .forEach(it -> {
                        shown.add(it);
                        show(it.path(), depth - 1, top, children, shown);
                    });
        }
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash == 0 ? "/" : path.substring(0, slash);
    }
}
