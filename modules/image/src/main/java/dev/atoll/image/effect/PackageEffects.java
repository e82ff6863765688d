package dev.atoll.image.effect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Documents;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The reviewed effects of single packages, read from a directory of {@code PACKAGE.yaml} files. Immutable. */
public final class PackageEffects {
    private final List<PackageEffect> effects;

    /**
     * Keeps these effects.
     *
     * @throws CompositionException if two have the same name
     */
    public PackageEffects(List<PackageEffect> effects) {
        Set<String> names = new HashSet<>();
        for (PackageEffect effect : effects) {
            if (!names.add(effect.name())) {
                throw new CompositionException(
                        "two files declare the effects of " + effect.name(), "keep one: effects/PACKAGE.yaml");
            }
        }
        this.effects = effects.stream()
                .sorted(Comparator.comparing(effect -> effect.packages().isPattern()))
                .toList();
    }

    /**
     * Reads every {@code .yaml} file of some directories. What a later directory says of a package, or of a pattern of
     * packages, replaces what an earlier one says.
     *
     * @throws dev.atoll.document.InvalidDocumentException if one of them is wrong
     * @throws CompositionException if two files of one directory are for the same package
     * @throws UncheckedIOException if a directory cannot be read
     */
    public static PackageEffects read(List<Path> directories) {
        Map<String, PackageEffect> byName = new TreeMap<>();
        for (Path directory : directories) {
            read(directory).effects.forEach(effect -> byName.put(effect.name(), effect));
        }
        return new PackageEffects(List.copyOf(byName.values()));
    }

    private static PackageEffects read(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return new PackageEffects(files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> Documents.read(file, PackageEffect.class))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the effects of packages in " + directory, e);
        }
    }

    /** The effect for a package: the one of this very name, else the first whose pattern fits. */
    public Optional<PackageEffect> of(String packageName) {
        return effects.stream()
                .filter(effect -> effect.packages().matches(packageName))
                .findFirst();
    }

    /**
     * Makes the links and copies of one package's effect.
     *
     * @param date modification time of links, seconds since 1970
     * @throws CompositionException if a file to copy is not there, or something else stands at a path already
     */
    public static void layOut(PackageEffect effect, FileTree tree, long date) {
        String by = "the effect of " + effect.name();
        new TreeMap<>(effect.copies()).forEach((path, source) -> {
            if (!(tree.resolve(source).flatMap(tree::get).orElse(null) instanceof Node.File file)) {
                throw new CompositionException(
                        by + " copies /" + source + ", which is no file of this image",
                        "do not exclude it, or correct effects/" + effect.name() + ".yaml");
            }
            put(path, file.with(file.metadata()), tree, date, by);
        });
        new TreeMap<>(effect.links())
                .forEach((path, target) ->
                        put(path, new Node.Symlink(Metadata.root(0777, date), target), tree, date, by));
    }

    private static void put(String path, Node node, FileTree tree, long date, String by) {
        Placement placement = new Placement(tree, date);
        Node old = tree.get(placement.locate(path, by)).orElse(null);
        boolean same = old instanceof Node.Symlink there
                && node instanceof Node.Symlink link
                && there.target().equals(link.target());
        if (old != null && !same) {
            throw new CompositionException(
                    by + " makes /" + path + ", which a package or another effect brings already",
                    "leave one of the packages out, or take the path off one of the effects");
        }
        placement.put(path, node, by);
    }

    /**
     * Sets the owners and modes of one package's effect, where the image has the path; accounts must be in the tree by
     * then.
     *
     * @throws CompositionException if there is no such account
     */
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
