package dev.atoll.cli.image;

import dev.atoll.cli.command.Session;
import dev.atoll.cli.command.StoreOption;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.plan.Archives;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where packages come from and are kept: options of every command that reads repositories. */
public final class SourceOptions {
    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Take packages from this mirror; may be given again for the security archive."
                    + " By default the mirrors of this machine's apt configuration.")
    private List<URI> mirrors = List.of();

    @Option(
            names = "--offline",
            description = "Use no network: everything comes from the store. What it lacks is named, all of it at once.")
    private boolean offline;

    @Mixin
    private final StoreOption store = new StoreOption();

    /** The content store. */
    public ContentStore store(Session session) {
        return store.open(session);
    }

    /** The sources of a selection. */
    public Archives archives(Selection selection, Path definitionFile, ContentStore content, Downloads downloads) {
        return archives(selection, definitionFile, content, downloads, Optional.empty());
    }

    /**
     * The sources of a selection.
     *
     * @param lock names the state of the sources if there is to be no network
     */
    public Archives archives(
            Selection selection, Path definitionFile, ContentStore content, Downloads downloads, Optional<Lock> lock) {
        Archives archives = new Archives(
                selection,
                base(definitionFile),
                mirrors,
                new MirrorFinder(downloads, Path.of("/etc/apt")),
                content,
                downloads,
                Clock.systemUTC().instant());
        return offline ? archives.offline(lock) : archives;
    }

    /** The directory that a definition's paths are relative to. */
    public static Path base(Path definitionFile) {
        Path folder = definitionFile.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }
}
