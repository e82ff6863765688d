package dev.atoll.cli.store;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.command.StoreOption;
import dev.atoll.cli.progress.Progress;
import dev.atoll.document.Documents;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.StoreCheck;
import dev.atoll.store.StoreContents;
import dev.atoll.store.StoredFile;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atoll store verify}. */
@Command(
        name = "verify",
        description = "Read everything in the store again and put aside what is damaged.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Damaged objects go to the store's quarantine, damaged unpacked packages are removed; whoever needs them",
            "fetches or unpacks them anew. Exit status: 0 all sound, 1 something was damaged.",
            "",
            "Examples:",
            "  atoll store verify"
        })
public final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    public VerifyCommand(Session session) {
        this.session = session;
    }

    /**
     * What {@code --json} prints.
     *
     * @param objects that were read
     * @param bytes of them
     * @param damaged objects that were put aside
     * @param unpacked packages whose unpacked form was damaged and removed
     */
    record Summary(String store, int objects, long bytes, List<Damaged> damaged, List<String> unpacked) {}

    /** A damaged object. */
    record Damaged(String expected, String found, String quarantine) {}

    @Override
    public Integer call() {
        ContentStore store = storeOption.open(session);
        List<StoredFile> objects = StoreContents.of(store).objects();
        long bytes = objects.stream().mapToLong(StoredFile::size).sum();
        List<StoreCheck.Damage> damaged;
        List<String> unpacked;
        try (Progress progress = session.progress()) {
            try (Progress.Task task = progress.task("reading objects", bytes, Progress.Unit.BYTES)) {
                damaged = new StoreCheck(store).run(objects, task::advance);
            }
            try (Progress.Task task = progress.task("reading unpacked packages", 0, Progress.Unit.BYTES)) {
                unpacked = new PayloadStore(store).check(task::advance);
            }
        }
        Summary summary = new Summary(
                store.root().toString(),
                objects.size(),
                bytes,
                damaged.stream()
                        .map(it -> new Damaged(
                                it.expected().hex(), it.found(), it.quarantine().toString()))
                        .toList(),
                unpacked);
        if (json.given()) {
            session.out().print(Documents.writeJson(summary));
        } else {
            print(summary);
        }
        return damaged.isEmpty() && unpacked.isEmpty() ? 0 : 1;
    }

    private void print(Summary summary) {
        summary.damaged()
                .forEach(it -> session.out()
                        .println("damaged: " + it.expected() + " has " + it.found() + ", now " + it.quarantine()));
        summary.unpacked().forEach(it -> session.out().println("damaged: " + it + " unpacked, removed"));
        int count = summary.damaged().size() + summary.unpacked().size();
        session.out()
                .printf(
                        "%s: %d objects, %d MiB; %s%n",
                        summary.store(),
                        summary.objects(),
                        summary.bytes() >> 20,
                        count == 0 ? "all sound" : count + " damaged; what is needed again will be fetched");
    }
}
