package dev.atoll.image;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.Documents;
import dev.atoll.image.boot.KernelAddons;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.disk.DiskImage;
import dev.atoll.image.disk.LimitExceededException;
import dev.atoll.image.disk.Outputs;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.effect.ScriptReview;
import dev.atoll.image.initrd.Initrd;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.plan.PlanPayloads;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.packages.payload.Payload;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final BuildListener listener;

    /**
     * Prepares a build.
     *
     * @param base the directory that the definition's paths are relative to
     */
    public ImageBuild(
            Definition definition,
            Path base,
            ContentStore store,
            Archives archives,
            Downloads downloads,
            PlatformKeys keys,
            BuildListener listener) {
        this.definition = definition;
        this.base = base;
        this.store = store;
        this.archives = archives;
        this.downloads = downloads;
        this.keys = keys;
        this.listener = listener;
    }

    /**
     * Builds the definition's outputs ({@code NAME.raw}), {@code image.lock} and {@code report.json}; each appears whole or not at all, the image
     * first.
     *
     * @param output the directory to put them into; made if missing
     * @param name the image's file name without its suffix
     * @throws UnreviewedScriptsException if scripts of packages have no declared effects and are not acknowledged
     * @throws CompositionException if the parts do not fit together
     * @throws LimitExceededException if the image outgrows the definition's limits
     * @throws UncheckedIOException if the output cannot be written
     */
    public BuildReport run(ImagePlan plan, Path output, String name) {
        PackageEffects effects = PackageEffects.read(
                definition.effects().stream().map(base::resolve).toList());
        UserRegistry registry = UserRegistry.of(definition.users().stream()
                .map(file -> Documents.read(base.resolve(file), UserRegistry.class))
                .toList());

        LimitExceededException.checkPackages(
                definition.limits(), plan.packages().size());
        List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, listener.downloads()));
        listener.step("unpacking " + files.size() + " packages");
        List<UnpackedPackage> packages = unpack(plan, files);
        long date = plan.date()
                .orElseGet(() -> PlanPayloads.newest(
                        packages.stream().map(UnpackedPackage::payload).toList()));
        List<ScriptReview.Finding> scripts = ScriptReview.of(packages, effects, definition.acknowledge());
        UnreviewedScriptsException.check(scripts);

        listener.step("composing the root");
        ComposedTree root = ComposedTree.of(packages, definition, base, effects, registry, date);
        Map<String, byte[]> addons = KernelAddons.apply(root.tree(), definition, keys.db(), date);
        listener.step("composing the initrd");
        FileTree initrd = Initrd.of(root.tree(), definition, root.kernelVersion(), date);

        try {
            Files.createDirectories(output);
            listener.step("writing the disk");
            DiskImage disk = new DiskImage(
                    definition, root.tree(), root.kernel(), root.kernelVersion(), initrd, addons, keys, date);
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
                    scripts);
            LockFile.write(output.resolve("image.lock"), plan.lock(definition.selection(), date));
            Documents.writeJson(output.resolve("report.json"), report);
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the image below " + output, e);
        }
    }

    private List<UnpackedPackage> unpack(ImagePlan plan, List<Path> files) {
        List<Payload> payloads = PlanPayloads.unpack(plan, files, store);
        List<UnpackedPackage> packages = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            LockedPackage locked = plan.packages().get(i);
            packages.add(new UnpackedPackage(locked.name(), payloads.get(i)));
        }
        return packages;
    }
}
