package dev.atoll.systemtests.effects;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Documents;
import dev.atoll.image.ComposedTree;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.Packages;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.effect.DefinitionFiles;
import dev.atoll.image.effect.OwnAccounts;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.effect.ScriptReview;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.packages.payload.PackageFile;
import dev.atoll.packages.payload.Payload;
import dev.atoll.packages.payload.PayloadEntry;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.Downloads;
import dev.atoll.systemtests.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A definition composed from the packages of today, and what went into it.
 *
 * @param definition the definition
 * @param base its folder
 * @param packages what it installs, by name
 * @param effects the declared effects
 * @param registry the registry of ids
 * @param date seconds since 1970
 * @param composed the result
 */
public record Composition(
        Definition definition,
        Path base,
        List<UnpackedPackage> packages,
        PackageEffects effects,
        UserRegistry registry,
        long date,
        ComposedTree composed) {

    /** Resolves and composes a definition; packages are kept in the checkout's store. */
    public static Composition of(Path file) {
        Definition definition = DefinitionReader.read(file);
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        Fetched fetched = fetch(definition.selection(), base);
        List<UnpackedPackage> packages = fetched.unpack();
        PackageEffects effects = PackageEffects.read(
                definition.effects().stream().map(base::resolve).toList());
        UserRegistry registry = UserRegistry.of(definition.users().stream()
                .map(users -> Documents.read(base.resolve(users), UserRegistry.class))
                .toList());
        long date = packages.stream()
                .flatMap(unpacked -> unpacked.payload().entries().stream())
                .mapToLong(PayloadEntry::mtime)
                .max()
                .orElseThrow();
        ComposedTree composed = ComposedTree.of(packages, definition, base, effects, registry, date, fetched.store());
        return new Composition(definition, base, packages, effects, registry, date, composed);
    }

    /** Reviews of all scripts. */
    public List<ScriptReview.Finding> scripts() {
        return ScriptReview.of(packages, effects, definition.acknowledge());
    }

    /** The tree before any step that stands in for a tool: packages, declared copies and links, the definition's files. */
    FileTree bare() {
        FileTree tree =
                TreeLayout.of(packages, new PathPatterns(definition.exclude()), effects.diversions(packages), date);
        for (String path : definition.remove()) {
            tree.resolve(TreePath.parent(TreePath.of(path)))
                    .ifPresent(parent -> tree.remove(TreePath.join(parent, TreePath.name(path))));
        }
        packages.stream()
                .flatMap(unpacked -> effects.of(unpacked.name()).stream())
                .distinct()
                .forEach(effect -> PackageEffects.layOut(effect, tree, date));
        DefinitionFiles.layOut(definition, base, tree, date);
        OwnAccounts.apply(tree, definition.accounts(), date);
        return tree;
    }

    /** Other packages from the same sources, with all that they require. */
    Fetched others(List<String> names) {
        return fetch(definition.selection(), base, names);
    }

    /** Packages from the sources of a selection, with all that they require. */
    static Fetched fetch(Selection selection, Path base, List<String> names) {
        Packages packages = new Packages(names, List.of(), selection.packages().prefer(), List.of());
        return fetch(new Selection(selection.architecture(), selection.sources(), packages), base);
    }

    private static Fetched fetch(Selection selection, Path base) {
        ContentStore store = ContentStore.open(Checkout.store());
        Downloads downloads = new Downloads(store);
        Archives archives = Checkout.archives(selection, base, store);
        ImagePlan plan = ImagePlan.resolve(selection, archives);
        List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, DownloadProgress.NONE));
        return new Fetched(plan.packages(), files, store);
    }

    /** Packages in the store, with their files in the same order. */
    record Fetched(List<LockedPackage> packages, List<Path> files, ContentStore store) {

        /** The file of one of them. */
        Path file(String name) {
            return files.get(packages.stream().map(LockedPackage::name).toList().indexOf(name));
        }

        /** What is in those that an image holds; others are for building it. */
        List<UnpackedPackage> unpack() {
            List<String> names = new ArrayList<>();
            List<PackageFile> packed = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                if (packages.get(i).use().isEmpty()) {
                    names.add(packages.get(i).name());
                    packed.add(new PackageFile(packages.get(i).sha256(), files.get(i)));
                }
            }
            List<Payload> payloads = new PayloadStore(store).unpackAll(packed);
            List<UnpackedPackage> unpacked = new ArrayList<>();
            for (int i = 0; i < payloads.size(); i++) {
                unpacked.add(new UnpackedPackage(names.get(i), payloads.get(i)));
            }
            return List.copyOf(unpacked);
        }
    }
}
