package dev.atoll.cli.store;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.command.StoreOption;
import dev.atoll.cli.progress.Progress;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.LockContents;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.StoreSweep;
import dev.atoll.store.StoredFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atoll store gc}. */
@Command(
        name = "gc",
        description = "Remove what was not used for long and belongs to none of the locks to be kept.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What running commands use stays in any case; builds may go on meanwhile.",
            "",
            "Examples:",
            "  atoll store gc --dry-run                              what would go",
            "  atoll store gc --keep-locks images/*.lock             but never what these need",
            "  atoll store gc --keep-locks a.lock --older-than 0d    all but what this needs"
        })
public final class GcCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--keep-locks",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Keep packages and indexes of these locks.")
    private List<Path> keep = List.of();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            defaultValue = "30d",
            converter = Age.Converter.class,
            description = "Remove only what was not used for that long: hours, days or weeks"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Age olderThan;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    public GcCommand(Session session) {
        this.session = session;
    }

    /**
     * What {@code --json} prints.
     *
     * @param files that were removed, or would be, by path below the store
     * @param bytes of them
     * @param inUse further files that only stay because running commands use them
     */
    record Summary(String store, boolean dryRun, List<String> files, long bytes, int inUse) {}

    @Override
    public Integer call() {
        ContentStore store = storeOption.open(session);
        Set<Digest> kept =
                LockContents.digests(keep.stream().map(LockFile::read).toList(), store);
        StoreSweep sweep =
                new StoreSweep(store, kept, Clock.systemUTC().instant().minus(olderThan.duration()));
        List<StoredFile> candidates = sweep.candidates();
        List<StoredFile> gone = dryRun ? sweep.notInUse(candidates) : remove(sweep, candidates);
        Summary summary = new Summary(
                store.root().toString(),
                dryRun,
                gone.stream()
                        .map(file -> store.root().relativize(file.path()).toString())
                        .toList(),
                gone.stream().mapToLong(StoredFile::size).sum(),
                candidates.size() - gone.size());
        if (json.given()) {
            session.out().print(Documents.writeJson(summary));
        } else {
            print(summary);
        }
        return 0;
    }

    private List<StoredFile> remove(StoreSweep sweep, List<StoredFile> candidates) {
        long bytes = candidates.stream().mapToLong(StoredFile::size).sum();
        try (Progress progress = session.progress();
                Progress.Task task = progress.task("removing", bytes, Progress.Unit.BYTES)) {
            return sweep.remove(candidates, task::advance);
        }
    }

    private void print(Summary summary) {
        if (dryRun) {
            summary.files().forEach(session.out()::println);
        }
        session.out()
                .printf(
                        "%s: %s %d files, %d MiB%s%n",
                        summary.store(),
                        dryRun ? "would remove" : "removed",
                        summary.files().size(),
                        summary.bytes() >> 20,
                        summary.inUse() == 0 ? "" : "; " + summary.inUse() + " more are in use");
    }
}
