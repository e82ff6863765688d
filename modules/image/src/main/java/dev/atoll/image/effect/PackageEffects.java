package dev.atoll.image.effect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The reviewed effects of single packages, read from a directory of {@code PACKAGE.yaml} files. Immutable. */
public final class PackageEffects {
    private final List<PackageEffect> effects;

    public PackageEffects(List<PackageEffect> effects) {
        this.effects = List.copyOf(effects);
    }

    /**
     * Reads every {@code .yaml} file of a directory.
     *
     * @throws dev.atoll.document.InvalidDocumentException if one of them is wrong
     */
    public static PackageEffects read(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return new PackageEffects(files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> Documents.read(file, PackageEffect.class))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the effects of packages in " + directory, e);
        }
    }

    /** The effect for a package of this name. */
    public Optional<PackageEffect> of(String packageName) {
        return effects.stream().filter(effect -> effect.appliesTo(packageName)).findFirst();
    }

    /** Makes the links and copies of one package's effect. */
    public static void layOut(PackageEffect effect, FileTree tree, long date) {
        Metadata directory = Metadata.root(0755, date);
        new TreeMap<>(effect.copies()).forEach((path, source) -> {
            Node node = tree.resolve(source)
                    .flatMap(tree::get)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the effect of " + effect.name() + " copies /" + source + ", which is not in the tree"));
            tree.mkdirs(TreePath.parent(path), directory);
            tree.put(path, node);
        });
        new TreeMap<>(effect.links()).forEach((path, target) -> {
            tree.mkdirs(TreePath.parent(path), directory);
            tree.put(path, new Node.Symlink(Metadata.root(0777, date), target));
        });
    }

    /** Sets the owners and modes of one package's effect; accounts must be in the tree by then. */
    public static void setModes(PackageEffect effect, FileTree tree, AccountIds ids) {
        for (PackageEffect.Mode mode : effect.modes()) {
            if (tree.contains(mode.path())) {
                tree.change(
                        mode.path(),
                        old -> old.withMode(Integer.parseInt(mode.mode(), 8))
                                .withOwner(ids.user(mode.owner()), ids.group(mode.group())));
            }
        }
    }
}
