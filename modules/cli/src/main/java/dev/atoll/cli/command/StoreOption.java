package dev.atoll.cli.command;

import dev.atoll.store.ContentStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --store}, as a mixin. */
public final class StoreOption {
    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Keep packages in this content store (default: the user's cache directory).")
    private @Nullable Path store;

    /** The content store; to be closed when nothing of it is needed any more, at the latest when the process ends. */
    public ContentStore open(Session session) {
        return ContentStore.open(store == null ? Places.of(session).store() : store);
    }
}
