package dev.atoll.cli.image;

import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.plan.Archives;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
            names = "--store",
            paramLabel = "DIR",
            description = "Keep packages in this content store (default: the user's cache directory).")
    private @Nullable Path store;

    /** The content store. */
    public ContentStore store(Session session) {
        return ContentStore.open(store == null ? Places.of(session).store() : store);
    }

    /** The sources of a selection. */
    public Archives archives(Selection selection, Path definitionFile, ContentStore content, Downloads downloads) {
        return new Archives(
                selection,
                base(definitionFile),
                mirrors,
                new MirrorFinder(downloads, Path.of("/etc/apt")),
                content,
                downloads,
                Clock.systemUTC().instant());
    }

    /** The directory that a definition's paths are relative to. */
    public static Path base(Path definitionFile) {
        Path folder = definitionFile.toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }
}
