package dev.atoll.image.inventory;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.layout.UnpackedPackage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The packages of an image, and which of them brought its regular files.
 *
 * @param inventory version of this schema: 1
 * @param packages by name, then architecture
 * @param runtime the package that the Java runtime was linked from, if it is not one of the packages
 * @param owners for every regular file in the tree's order the number of its package from 1, or 0 if the image's
 *     definition or a step of composing made it; runs as {@code NUMBER*COUNT}, separated by blanks
 */
public record Inventory(int inventory, List<ImagePackage> packages, Optional<ImagePackage> runtime, String owners) {
    /** Where it stands in the tree. */
    public static final String PATH = "usr/lib/atoll/packages.json";

    public Inventory {
        packages = List.copyOf(packages);
        if (inventory != 1) {
            throw new IllegalArgumentException("version " + inventory + " of the list of packages is unknown, only 1");
        }
    }

    /**
     * Writes the list into a finished tree.
     *
     * @param locked the packages of the lock, with those that only the build reads
     * @param unpacked those that the image holds; a file of the tree whose contents lie in one of their payloads is its
     */
    public static void write(FileTree tree, List<LockedPackage> locked, List<UnpackedPackage> unpacked, long date) {
        List<ImagePackage> packages = locked.stream()
                .filter(LockedPackage::isInstalled)
                .map(ImagePackage::of)
                .sorted(Comparator.comparing(ImagePackage::name).thenComparing(ImagePackage::architecture))
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < packages.size(); i++) {
            numbers.put(packages.get(i).name(), i + 1);
        }
        Map<Path, Integer> payloads = new HashMap<>();
        unpacked.forEach(it -> payloads.put(it.payload().data(), numbers.getOrDefault(it.name(), 0)));
        tree.mkdirs("usr/lib/atoll", Metadata.root(0755, date));
        tree.put(PATH, new Node.File(Metadata.root(0644, date), Content.of("")));
        Optional<ImagePackage> runtime =
                locked.stream().filter(item -> !item.isInstalled()).findFirst().map(ImagePackage::of);
        Inventory inventory =
                new Inventory(1, packages, runtime, OwnerRuns.of(tree, payloads).text());
        tree.put(PATH, new Node.File(Metadata.root(0644, date), Content.of(Documents.writeJson(inventory))));
    }

    /**
     * The list that a tree holds, if it holds one.
     *
     * @throws dev.atoll.document.InvalidDocumentException if it is broken
     */
    public static Optional<Inventory> read(FileTree tree) {
        return tree.get(PATH).map(node -> {
            if (!(node instanceof Node.File file) || file.content().size() > Documents.LARGEST) {
                return new Inventory(1, List.of(), Optional.empty(), "");
            }
            return Documents.read("/" + PATH, file.content().bytes(), Inventory.class);
        });
    }

    /**
     * Who brought which regular file, by path; files that nobody is named for are left out.
     *
     * @param tree the tree that the list was written for; with another the answer is empty
     */
    public Map<String, ImagePackage> owners(FileTree tree) {
        return OwnerRuns.parse(owners).assign(tree, packages);
    }
}
