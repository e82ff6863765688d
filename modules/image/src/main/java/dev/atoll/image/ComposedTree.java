package dev.atoll.image;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.alternative.Alternatives;
import dev.atoll.image.cabundle.CaBundle;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.depmod.KernelModules;
import dev.atoll.image.disk.DiskLayout;
import dev.atoll.image.disk.RepartDefinitions;
import dev.atoll.image.effect.AccountIds;
import dev.atoll.image.effect.AppArmorRules;
import dev.atoll.image.effect.DefinitionFiles;
import dev.atoll.image.effect.OsRelease;
import dev.atoll.image.effect.OwnAccounts;
import dev.atoll.image.effect.PackageEffect;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.effect.ScriptReview;
import dev.atoll.image.effect.Shells;
import dev.atoll.image.effect.VarDirectories;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.loader.LoaderCache;
import dev.atoll.image.pam.PamStacks;
import dev.atoll.image.preset.Presets;
import dev.atoll.image.users.Sysusers;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.store.ContentStore;
import java.nio.file.Path;
import java.util.List;

/**
 * The root's tree, finished, and the kernel that was taken out of it.
 *
 * @param tree the root file system
 * @param kernel the kernel as its package ships it
 * @param kernelVersion the directory below {@code /usr/lib/modules}
 */
public record ComposedTree(FileTree tree, Content kernel, String kernelVersion) {

    /**
     * Composes the tree: packages, definition, then every effect.
     *
     * @param base the directory of the definition
     * @param date seconds since 1970 that later times are set back to
     * @throws CompositionException if the image has no kernel or several, or its parts do not fit together
     * @throws dev.atoll.image.layout.FileConflictException if two packages bring the same file
     */
    public static ComposedTree of(
            List<UnpackedPackage> packages,
            Definition definition,
            Path base,
            PackageEffects packageEffects,
            UserRegistry registry,
            long date,
            ContentStore store) {
        FileTree tree = TreeLayout.of(
                packages, new PathPatterns(definition.exclude()), packageEffects.diversions(packages), date);
        List<PackageEffect> effects = packages.stream()
                .flatMap(unpacked -> packageEffects.of(unpacked.name()).stream())
                .distinct()
                .toList();

        definition.remove().forEach(path -> remove(tree, TreePath.of(path)));
        effects.forEach(effect -> PackageEffects.layOut(effect, tree, date));
        Alternatives.apply(tree, ScriptReview.alternatives(packages, packageEffects), date);
        Shells.apply(tree, ScriptReview.shells(packages), date);
        DefinitionFiles files = DefinitionFiles.layOut(definition, base, tree, date);
        PamStacks.apply(tree, date);
        OwnAccounts.apply(tree, definition.accounts(), date);
        AppArmorRules.apply(tree, date);
        RepartDefinitions.apply(
                tree, DiskLayout.of(definition.disk()), definition.disk().partitions(), date);
        OsRelease.apply(tree, definition.image(), date);

        Sysusers.apply(tree, registry, List.of(), date);
        AccountIds ids = AccountIds.of(tree);
        effects.forEach(effect -> PackageEffects.setModes(effect, tree, ids));
        files.setOwners(tree, ids);

        Presets.apply(tree, definition.enable(), definition.mask(), date);
        Presets.applyToUsers(tree, definition.enableForUsers(), date);
        LoaderCache.apply(tree, date);
        CaBundle.apply(tree, date);
        String kernelVersion = kernelVersion(tree);
        Content kernel = takeKernel(tree, kernelVersion);
        KernelModules.index(tree, kernelVersion, date, store);
        VarDirectories.apply(tree, date);
        return new ComposedTree(tree, kernel, kernelVersion);
    }

    /** Removes what is there; links on the way are followed, as everywhere. */
    private static void remove(FileTree tree, String path) {
        tree.resolve(TreePath.parent(path))
                .ifPresent(directory -> tree.remove(TreePath.join(directory, TreePath.name(path))));
    }

    private static String kernelVersion(FileTree tree) {
        List<String> versions = tree.children("usr/lib/modules");
        if (versions.size() != 1) {
            throw new CompositionException(
                    "an image has exactly one kernel, and /usr/lib/modules of this one holds "
                            + (versions.isEmpty() ? "none" : String.join(", ", versions)),
                    "install exactly one linux-image package");
        }
        return versions.getFirst();
    }

    private static Content takeKernel(FileTree tree, String kernelVersion) {
        if (!(tree.get("boot/vmlinuz-" + kernelVersion).orElse(null) instanceof Node.File kernel)) {
            throw new CompositionException(
                    "no file /boot/vmlinuz-" + kernelVersion + " beside the modules of kernel " + kernelVersion,
                    "install the kernel and its modules from the same release, and do not exclude /boot");
        }
        tree.children("boot").forEach(name -> tree.remove("boot/" + name));
        return kernel.content();
    }
}
