package dev.atoll.cli.store;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.command.StoreOption;
import dev.atoll.document.Documents;
import dev.atoll.store.ContentStore;
import dev.atoll.store.StoreContents;
import dev.atoll.store.StoredFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atoll store info}. */
@Command(
        name = "info",
        description = "Say what the store holds and how much room it takes.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  atoll store info", "  atoll store info --json    the same for programs"})
public final class InfoCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    public InfoCommand(Session session) {
        this.session = session;
    }

    /**
     * What {@code --json} prints.
     *
     * @param inUse files that running commands use
     * @param kinds by what they are: {@code object}, {@code part}, {@code quarantined} or the kind of derived file
     */
    record Info(String store, int files, long bytes, int inUse, Map<String, Part> kinds) {}

    /**
     * Files of one kind.
     *
     * @param longestUnused when the one was used last that was used least lately
     */
    record Part(int files, long bytes, String longestUnused) {
        static Part of(List<StoredFile> files) {
            Optional<Instant> oldest = files.stream().map(StoredFile::used).min(Instant::compareTo);
            return new Part(
                    files.size(),
                    files.stream().mapToLong(StoredFile::size).sum(),
                    oldest.map(Instant::toString).orElse(""));
        }
    }

    @Override
    public Integer call() {
        ContentStore store = storeOption.open(session);
        StoreContents contents = StoreContents.of(store);
        SortedMap<String, Part> parts = new TreeMap<>();
        contents.files().stream()
                .collect(Collectors.groupingBy(InfoCommand::kind))
                .forEach((kind, files) -> parts.put(kind, Part.of(files)));
        Part all = Part.of(contents.files());
        Info info = new Info(store.root().toString(), all.files(), all.bytes(), contents.inUse(), parts);
        if (json.given()) {
            session.out().print(Documents.writeJson(info));
        } else {
            parts.forEach((kind, part) -> session.out()
                    .printf(
                            "%-24s %7d files %9d MiB   unused since %s%n",
                            kind, part.files(), part.bytes() >> 20, part.longestUnused()));
            session.out()
                    .printf(
                            "%s: %d files, %d MiB, %d in use%n",
                            info.store(), info.files(), info.bytes() >> 20, info.inUse());
        }
        return 0;
    }

    private static String kind(StoredFile file) {
        return file.kind() == StoredFile.Kind.DERIVED
                ? file.group()
                : file.kind().name().toLowerCase(Locale.ROOT);
    }
}
