package dev.atoll.cli.image;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.BuildReport;
import dev.atoll.image.Composition;
import dev.atoll.image.ImageBuild;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A build as the command line asks for it: wires the definition, the store and the keys to {@link ImageBuild}. */
public final class Build {
    private final Session session;
    private final SourceOptions sources;
    private final ArchitectureOption architecture;

    public Build(Session session, SourceOptions sources, ArchitectureOption architecture) {
        this.architecture = architecture;
        this.session = session;
        this.sources = sources;
    }

    /**
     * Builds and shows progress.
     *
     * @param lock use exactly these packages
     * @param keys directory of the signing keys; else the definition's, else {@code default}
     */
    public BuildReport run(Path definitionFile, Path output, Optional<Path> lock, Optional<Path> keys) {
        Definition definition = architecture.read(definitionFile);
        PlatformKeys platformKeys = PlatformKeys.load(keys.orElseGet(() -> keys(definition)));
        ContentStore store = sources.store(session);
        Downloads downloads = new Downloads(store);
        Optional<Lock> locked = lock.map(LockFile::read);
        Archives archives = sources.archives(definition.selection(), definitionFile, store, downloads, locked);
        try (ProgressListener listener = new ProgressListener(session.progress())) {
            ImagePlan plan = plan(definition, locked, archives, listener);
            return new ImageBuild(
                            definition,
                            SourceOptions.base(definitionFile),
                            store,
                            archives,
                            downloads,
                            platformKeys,
                            OwnPrograms.all(),
                            listener)
                    .run(plan, output, name(definitionFile));
        }
    }

    /** Composes the root of a definition and writes nothing. */
    FileTree compose(Path definitionFile, Optional<Path> lock) {
        Definition definition = architecture.read(definitionFile);
        ContentStore store = sources.store(session);
        Downloads downloads = new Downloads(store);
        Optional<Lock> locked = lock.map(LockFile::read);
        Archives archives = sources.archives(definition.selection(), definitionFile, store, downloads, locked);
        try (ProgressListener listener = new ProgressListener(session.progress())) {
            ImagePlan plan = plan(definition, locked, archives, listener);
            return Composition.of(
                            definition,
                            SourceOptions.base(definitionFile),
                            plan,
                            store,
                            archives,
                            downloads,
                            OwnPrograms.all(),
                            listener)
                    .tree(plan);
        }
    }

    private static ImagePlan plan(
            Definition definition, Optional<Lock> lock, Archives archives, ProgressListener listener) {
        listener.step(lock.isPresent() ? "reading the lock" : "reading repositories and resolving");
        return lock.map(it -> ImagePlan.locked(definition.selection(), it))
                .orElseGet(() -> ImagePlan.resolve(definition.selection(), archives));
    }

    /** The image's file name without suffix: the definition's. */
    public static String name(Path definitionFile) {
        String file = definitionFile.getFileName().toString();
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    private Path keys(Definition definition) {
        String name =
                definition.signing().flatMap(signing -> signing.secureBoot()).orElse("default");
        Path directory = Places.of(session).keys(name);
        if (!Files.isDirectory(directory)) {
            throw new CommandException(
                    "no signing keys in " + directory,
                    "make them once, and keep them safe: atoll keys create " + directory);
        }
        return directory;
    }
}
