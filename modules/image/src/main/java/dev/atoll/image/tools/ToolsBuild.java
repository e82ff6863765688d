package dev.atoll.image.tools;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.document.Documents;
import dev.atoll.image.BuildListener;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.image.effect.DefinitionFiles;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.PathPatterns;
import dev.atoll.image.layout.TreeLayout;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Composes a tree of tools from its packages: no root, no script of a package, no other process. Not thread safe. */
public final class ToolsBuild {
    private final ToolsDefinition definition;
    private final Path base;
    private final ContentStore store;
    private final Archives archives;
    private final Downloads downloads;
    private final BuildListener listener;

    /**
     * Prepares.
     *
     * @param base the directory that the definition's paths are relative to
     */
    public ToolsBuild(
            ToolsDefinition definition,
            Path base,
            ContentStore store,
            Archives archives,
            Downloads downloads,
            BuildListener listener) {
        this.definition = definition;
        this.base = base;
        this.store = store;
        this.archives = archives;
        this.downloads = downloads;
        this.listener = listener;
    }

    /** Resolves what the definition asks for now. Packages are not fetched, so the date is that of the archives. */
    public Lock lock() {
        listener.step("reading repositories and resolving");
        ImagePlan plan = ImagePlan.resolve(definition.selection(), archives);
        long date = plan.sources().stream()
                .mapToLong(LockedSource::date)
                .max()
                .orElseThrow(() -> new CompositionException("the definition has no sources", "name one"));
        return plan.lock(definition.selection(), date);
    }

    /**
     * Composes exactly the packages of a lock.
     *
     * @param target an empty directory
     * @throws dev.atoll.image.plan.LockMismatchException if the lock was made for another definition
     * @throws IOException if the directory cannot be written
     */
    public void compose(Lock lock, Path target) throws IOException {
        ImagePlan plan = ImagePlan.locked(definition.selection(), lock);
        List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, listener.downloads()));
        listener.step("unpacking " + files.size() + " packages of tools");
        List<UnpackedPackage> packages = plan.unpack(store, files);

        listener.step("composing the tools");
        FileTree tree = TreeLayout.of(packages, new PathPatterns(definition.exclude()), List.of(), lock.date());
        DefinitionFiles.layOut(definition.files(), base, tree, lock.date());
        List<Program> programs = Programs.of(tree, packages, definition);

        TreeWriter.write(tree, target.resolve("tree"));
        writeWrappers(programs, Files.createDirectory(target.resolve("bin")));
        Documents.writeJson(target.resolve(ToolList.FILE), list(programs, plan));
        Manifest.write(target);
    }

    private void writeWrappers(List<Program> programs, Path directory) throws IOException {
        for (Program program : programs) {
            Path file = directory.resolve(program.name());
            Files.writeString(file, Wrapper.text(program, definition), StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static ToolList list(List<Program> programs, ImagePlan plan) {
        Map<String, String> versions = plan.packages().stream()
                .collect(Collectors.toMap(LockedPackage::name, LockedPackage::version, (a, b) -> a));
        return new ToolList(programs.stream()
                .map(it -> new ToolList.Tool(it.name(), it.origin(), versions.getOrDefault(it.origin(), "")))
                .toList());
    }
}
