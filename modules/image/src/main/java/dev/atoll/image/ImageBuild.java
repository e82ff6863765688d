package dev.atoll.image;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.Documents;
import dev.atoll.image.boot.KernelAddons;
import dev.atoll.image.boot.SystemPartition;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.disk.DiskImage;
import dev.atoll.image.disk.LimitExceededException;
import dev.atoll.image.disk.Outputs;
import dev.atoll.image.initrd.Initrd;
import dev.atoll.image.initrd.InitrdArchive;
import dev.atoll.image.inventory.Inventory;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.lint.SecretLint;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.runtime.Programs;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Builds a disk image: a pure function of the definition, the plan and the keys. The same three give the same bytes, on
 * any machine, as any user, and nothing but this process is involved. Not thread safe.
 */
public final class ImageBuild {
    private final Definition definition;
    private final Path base;
    private final ContentStore store;
    private final Archives archives;
    private final Downloads downloads;
    private final PlatformKeys keys;
    private final Programs programs;
    private final BuildListener listener;

    /**
     * Prepares a build.
     *
     * @param base the directory that the definition's paths are relative to
     * @param programs of this Atoll, for the definition to choose from
     */
    public ImageBuild(
            Definition definition,
            Path base,
            ContentStore store,
            Archives archives,
            Downloads downloads,
            PlatformKeys keys,
            Programs programs,
            BuildListener listener) {
        this.definition = definition;
        this.base = base;
        this.store = store;
        this.archives = archives;
        this.downloads = downloads;
        this.keys = keys;
        this.programs = programs;
        this.listener = listener;
    }

    /**
     * Builds the definition's outputs ({@code NAME.raw}), {@code image.lock} and {@code report.json}; each appears whole or not at all, the image
     * first.
     *
     * @param output the directory to put them into; made if missing
     * @param name the image's file name without its suffix
     * @throws UnreviewedScriptsException if scripts of packages have no declared effects and are not acknowledged
     * @throws dev.atoll.image.lint.SecretsException if the root, the initrd or the ESP holds secrets
     * @throws CompositionException if the parts do not fit together
     * @throws LimitExceededException if the image outgrows the definition's limits
     * @throws UncheckedIOException if the output cannot be written
     */
    public BuildReport run(ImagePlan plan, Path output, String name) {
        Composition composition =
                Composition.of(definition, base, plan, store, archives, downloads, programs, listener);
        ComposedTree root = composition.root();
        List<UnpackedPackage> packages = composition.packages();
        long date = composition.date();
        Map<String, byte[]> addons = KernelAddons.apply(root.tree(), definition, keys.db(), date);
        Inventory.write(root.tree(), plan.packages(), packages, date);
        listener.step("composing the initrd");
        FileTree initrd = Initrd.of(root.tree(), definition, root.kernelVersion(), date, store);
        listener.step("looking for secrets");
        SecretLint.Result secrets = new SecretLint(definition.allowSecrets())
                .look("root", root.tree())
                .look("initrd", initrd)
                .look("esp", SystemPartition.ofOwn(definition, addons, keys.enrolment(), date))
                .finish();

        try {
            Files.createDirectories(output);
            listener.step("writing the disk");
            DiskImage disk = new DiskImage(
                    definition,
                    root.tree(),
                    root.kernel(),
                    root.kernelVersion(),
                    InitrdArchive.of(initrd, store),
                    addons,
                    keys,
                    date);
            DiskImage.Written written = Outputs.write(disk, definition, root.tree(), output, name);
            BuildReport report = new BuildReport(
                    definition.image().id() + " " + definition.image().version(),
                    date,
                    written.root().rootHash(),
                    written.root().rootSize(),
                    written.root().veritySize(),
                    written.kernelImage().length,
                    written.diskSize(),
                    root.kernelVersion(),
                    root.tree().nodes().size(),
                    packages.size(),
                    composition.scripts(),
                    secrets);
            LockFile.write(output.resolve("image.lock"), plan.lock(definition.selection(), date));
            Documents.writeJson(output.resolve("report.json"), report);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the image below " + output, e);
        }
    }
}
