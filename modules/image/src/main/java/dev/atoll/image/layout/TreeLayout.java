package dev.atoll.image.layout;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.packages.payload.PayloadEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays the payloads of packages out as one tree. The package that brings the top-level directories and their links goes
 * first, the rest by name; a directory keeps the owner and mode of the first package that lists it, and never replaces a
 * link to one, as with dpkg. Not thread safe.
 */
public final class TreeLayout {
    private static final String FIRST = "base-files";

    private final FileTree tree;
    private final PathPatterns exclude;
    private final long date;
    private final Placement placement;
    private final Map<String, Diversion> diversions = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<FileConflictException.Conflict> conflicts = new ArrayList<>();

    private TreeLayout(PathPatterns exclude, List<Diversion> diversions, long date) {
        this.tree = new FileTree(Metadata.root(0755, date));
        this.exclude = exclude;
        this.date = date;
        this.placement = new Placement(tree, date);
        diversions.forEach(this::divert);
    }

    private void divert(Diversion diversion) {
        Diversion other = diversions.putIfAbsent(diversion.path(), diversion);
        if (other != null && !other.equals(diversion)) {
            throw new CompositionException(
                    "both " + other.owner() + " and " + diversion.owner() + " divert /" + diversion.path(),
                    "leave one of them out, or take the path off the diversions: of one effect");
        }
    }

    /**
     * Makes the tree.
     *
     * @param packages every package of the image, in any order
     * @param diversions places that one package takes from the others
     * @param date seconds since 1970; later modification times are set back to it
     * @throws FileConflictException if two packages bring the same file
     * @throws CompositionException if a hard link has no file, a file lies below one that is no directory, or two
     *     packages divert the same place
     */
    public static FileTree of(
            List<UnpackedPackage> packages, PathPatterns exclude, List<Diversion> diversions, long date) {
        TreeLayout layout = new TreeLayout(exclude, diversions, date);
        packages.stream()
                .sorted(Comparator.comparing((UnpackedPackage p) -> !p.name().equals(FIRST))
                        .thenComparing(p -> p.name()))
                .forEach(layout::add);
        if (!layout.conflicts.isEmpty()) {
            throw new FileConflictException(layout.conflicts);
        }
        return layout.tree;
    }

    private void add(UnpackedPackage unpacked) {
        Map<String, Node.File> files = new HashMap<>();
        for (PayloadEntry entry : unpacked.payload().entries()) {
            String raw = TreePath.of(entry.path());
            Node node = node(entry, unpacked, files);
            if (node instanceof Node.File file) {
                files.put(raw, file);
            }
            if (!exclude.excludes(raw)) {
                put(raw, node, unpacked.name());
            }
        }
    }

    private Node node(PayloadEntry entry, UnpackedPackage unpacked, Map<String, Node.File> files) {
        Metadata metadata =
                new Metadata(entry.uid(), entry.gid(), entry.mode(), Math.min(entry.mtime(), date), entry.xattrs());
        return switch (entry.type()) {
            case DIRECTORY -> new Node.Directory(metadata);
            case FILE -> new Node.File(metadata, Content.of(unpacked.payload().data(), entry.offset(), entry.size()));
            case SYMLINK -> new Node.Symlink(metadata, entry.link());
            case HARD_LINK -> {
                Node.File target = files.get(TreePath.of(entry.link()));
                if (target == null) {
                    throw new CompositionException(
                            unpacked.name() + " has the hard link /" + entry.path()
                                    + " to a file that does not come before it: /" + entry.link(),
                            "the package is damaged; leave it out or take another version");
                }
                yield target;
            }
            case CHARACTER_DEVICE -> new Node.Special(metadata, Node.Kind.CHARACTER, entry.major(), entry.minor());
            case BLOCK_DEVICE -> new Node.Special(metadata, Node.Kind.BLOCK, entry.major(), entry.minor());
            case FIFO -> new Node.Special(metadata, Node.Kind.FIFO, 0, 0);
        };
    }

    private String place(String path, String owner) {
        Diversion diversion = diversions.get(path);
        return diversion == null || diversion.owner().equals(owner) ? path : placement.locate(diversion.to(), owner);
    }

    private void put(String raw, Node node, String owner) {
        if (raw.isEmpty()) {
            return;
        }
        String path = place(placement.locate(raw, owner), owner);
        boolean joins = node instanceof Node.Directory
                && tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.Directory;
        if (joins && owners.containsKey(path)) {
            return;
        }
        if (!joins && tree.contains(path)) {
            String first = owners.getOrDefault(path, "a package with files below it");
            conflicts.add(new FileConflictException.Conflict(path, first, owner));
            return;
        }
        tree.put(path, node);
        owners.put(path, owner);
    }
}
