package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Documents;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Diversion;
import dev.atoll.image.layout.Placement;
import dev.atoll.image.layout.UnpackedPackage;
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

    /** The diversions that these packages make, in the order of their names. */
    public List<Diversion> diversions(List<UnpackedPackage> packages) {
        return packages.stream()
                .map(UnpackedPackage::name)
                .sorted()
                .flatMap(name -> of(name).stream()
                        .flatMap(effect -> new TreeMap<>(effect.diversions())
                                .entrySet().stream().map(path -> new Diversion(path.getKey(), path.getValue(), name))))
                .toList();
    }

    /** The effect for a package: the one of this very name, else the first whose pattern fits. */
    public Optional<PackageEffect> of(String packageName) {
        return effects.stream()
                .filter(effect -> effect.packages().matches(packageName))
                .findFirst();
    }

    /**
     * Makes the files, links and copies of one package's effect, and the {@code sysusers.d} and {@code tmpfiles.d} files
     * that declare its accounts and its state.
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
        new TreeMap<>(effect.files()).forEach((path, text) -> put(path, file(text, date), tree, date, by));
        declare("usr/lib/sysusers.d", effect, effect.accounts(), tree, date);
        declare("usr/lib/tmpfiles.d", effect, effect.tmpfiles(), tree, date);
        new TreeMap<>(effect.links())
                .forEach((path, target) ->
                        put(path, new Node.Symlink(Metadata.root(0777, date), target), tree, date, by));
    }

    private static void declare(String directory, PackageEffect effect, List<String> lines, FileTree tree, long date) {
        if (!lines.isEmpty()) {
            String name = "atoll-" + effect.name().replace('*', '_') + ".conf";
            String text =
                    "# What scripts of %s would have made.\n%s\n".formatted(effect.name(), String.join("\n", lines));
            put(directory + "/" + name, file(text, date), tree, date, "the effect of " + effect.name());
        }
    }

    private static Node.File file(String text, long date) {
        return new Node.File(Metadata.root(0644, date), Content.of(text));
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
