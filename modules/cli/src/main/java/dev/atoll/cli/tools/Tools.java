package dev.atoll.cli.tools;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.ProgressListener;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.plan.LockMismatchException;
import dev.atoll.image.tools.ToolTree;
import dev.atoll.image.tools.ToolTrees;
import dev.atoll.image.tools.ToolsBuild;
import dev.atoll.image.tools.ToolsDefinition;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** The tools as the command line asks for them: wires the definition, its lock and the user's cache together. */
public final class Tools {
    private final Session session;
    private final SourceOptions sources;

    public Tools(Session session, SourceOptions sources) {
        this.session = session;
        this.sources = sources;
    }

    /** The tools, composed with progress if they are not there. */
    public ToolTree tree() {
        Path file = definitionFile();
        ToolsDefinition definition = ToolsDefinition.read(file);
        checkHost(definition);
        if (!Files.exists(lockFile())) {
            throw new CommandException("the tools have no lock " + lockFile(), "make it with: atoll tools lock");
        }
        Lock lock = LockFile.read(lockFile());
        checkLock(definition, lock);
        return new ToolTrees(Places.of(session).cache().resolve("tools"), Clock.systemUTC())
                .open(definition, lock, target -> compose(definition, lock, target), session.err()::println);
    }

    /** Resolves anew and writes the lock. */
    public Lock lock() throws IOException {
        ToolsDefinition definition = ToolsDefinition.read(definitionFile());
        try (ProgressListener listener = new ProgressListener(session.progress())) {
            Lock lock = build(definition, listener).lock();
            LockFile.write(lockFile(), lock);
            return lock;
        }
    }

    /** Where the lock is. */
    public static Path lockFile() {
        return definitionFile().resolveSibling("tools.lock");
    }

    private static Path definitionFile() {
        return Path.of(System.getProperty("atoll.root", "."), "distro", "tools.yaml");
    }

    private void compose(ToolsDefinition definition, Lock lock, Path target) throws IOException {
        try (ProgressListener listener = new ProgressListener(session.progress())) {
            build(definition, listener).compose(lock, target);
        }
    }

    private ToolsBuild build(ToolsDefinition definition, ProgressListener listener) {
        ContentStore store = sources.store(session);
        Downloads downloads = new Downloads(store);
        Path file = definitionFile();
        return new ToolsBuild(
                definition,
                SourceOptions.base(file),
                store,
                sources.archives(definition.selection(), file, store, downloads),
                downloads,
                listener);
    }

    private static void checkLock(ToolsDefinition definition, Lock lock) {
        try {
            ImagePlan.locked(definition.selection(), lock);
        } catch (LockMismatchException e) {
            throw new CommandException(
                    lockFile() + " was made for other packages than " + definitionFile() + " asks for",
                    "make it anew with: atoll tools lock");
        }
    }

    private static void checkHost(ToolsDefinition definition) {
        String host = System.getProperty("os.arch");
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
        if (!linux
                || !(host.equals(definition.architecture().debian())
                        || host.equals(definition.architecture().toString()))) {
            throw new CommandException(
                    "the tools run on Linux on " + definition.architecture() + " only, and this is "
                            + System.getProperty("os.name") + " on " + host,
                    "install the tools you need on this machine");
        }
    }
}
