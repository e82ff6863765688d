package dev.atoll.image;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.disk.LimitExceededException;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.effect.ScriptReview;
import dev.atoll.image.inventory.Inventory;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImageDate;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.runtime.JavaRuntime;
import dev.atoll.image.runtime.Programs;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.nio.file.Path;
import java.util.List;

/**
 * The half of a build that needs no keys: packages are fetched and unpacked, their scripts reviewed, the root composed.
 *
 * @param root the root, without what keys are needed for
 * @param packages what it was composed of
 * @param date of the image, seconds since 1970
 * @param scripts every script that was not run, and what stands in for it
 */
public record Composition(
        ComposedTree root, List<UnpackedPackage> packages, long date, List<ScriptReview.Finding> scripts) {
    public Composition {
        packages = List.copyOf(packages);
        scripts = List.copyOf(scripts);
    }

    /**
     * Composes.
     *
     * @param base the directory that the definition's paths are relative to
     * @param programs of this Atoll, for the definition to choose from
     * @throws UnreviewedScriptsException if scripts of packages have no declared effects and are not acknowledged
     * @throws CompositionException if the parts do not fit together
     * @throws LimitExceededException if there are more packages than the definition allows
     */
    public static Composition of(
            Definition definition,
            Path base,
            ImagePlan plan,
            ContentStore store,
            Archives archives,
            Downloads downloads,
            Programs programs,
            BuildListener listener) {
        PackageEffects effects = PackageEffects.read(
                definition.effects().stream().map(base::resolve).toList());
        UserRegistry registry = UserRegistry.of(definition.users().stream()
                .map(file -> Documents.read(base.resolve(file), UserRegistry.class))
                .toList());

        LimitExceededException.checkPackages(
                definition.limits(), plan.installed().size());
        List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, listener.downloads()));
        listener.step("unpacking " + plan.installed().size() + " packages");
        List<UnpackedPackage> packages = plan.unpack(store, files);
        long date = plan.date().orElseGet(() -> ImageDate.newest(packages));
        List<ScriptReview.Finding> scripts = ScriptReview.of(packages, effects, definition.acknowledge());
        UnreviewedScriptsException.check(scripts);

        listener.step("composing the root");
        ComposedTree root = ComposedTree.of(packages, definition, base, effects, registry, date, store);
        definition.java().ifPresent(java -> {
            listener.step("linking the Java runtime");
            LockedPackage jdk = plan.named(java.jdk());
            Path file = files.get(plan.packages().indexOf(jdk));
            JavaRuntime.lay(root.tree(), java, jdk, file, store, programs, date);
        });
        return new Composition(root, packages, date, scripts);
    }

    /** The root with the list of its packages, as it would be written. */
    public FileTree tree(ImagePlan plan) {
        Inventory.write(root.tree(), plan.packages(), packages, date);
        return root.tree();
    }
}
