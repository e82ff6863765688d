package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.Archives;
import dev.atoll.image.plan.ImageDate;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.plan.LockDiff;
import dev.atoll.image.plan.LockUpdate;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image lock}. */
@Command(
        name = "lock",
        description = "Write down exactly which packages an image is made of, and fetch them. Builds nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A lock that exists is kept as far as it fits the definition: new packages are added, packages that are",
            "not needed any more go, all others stay at their versions, even if a mirror has newer ones or does not",
            "have them any more and the store does.",
            "",
            "Exit status: 0 the lock is up to date, 1 with --check if it is not.",
            "",
            "Examples:",
            "  atoll image lock image.yaml                    make image.lock, or bring it in line with the definition",
            "  atoll image lock image.yaml --update           take the newest of everything",
            "  atoll image lock image.yaml --update openssl   the newest openssl, and what must change with it",
            "  atoll image lock image.yaml --check            in CI: does the lock fit the definition?",
            "  atoll image lock image.yaml --update --check   are there updates?"
        })
public final class LockCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final ArchitectureOption architecture = new ArchitectureOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "image.lock",
            description = "The lock (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path output;

    @Option(
            names = "--update",
            paramLabel = "PACKAGE",
            arity = "0..*",
            description = "Take the newest versions: of these packages, or of all. Give the definition first.")
    private @Nullable List<String> update;

    @Option(names = "--check", description = "Change nothing; exit 1 if the lock would change.")
    private boolean check;

    @Parameters(paramLabel = "DEFINITION", description = "The definition, a YAML file.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path definitionFile;

    public LockCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Definition definition = architecture.read(definitionFile);
        Optional<Lock> before = Files.exists(output) ? Optional.of(LockFile.read(output)) : Optional.empty();
        ContentStore store = sources.store(session);
        Downloads downloads = new Downloads(store);
        Archives archives = sources.archives(definition.selection(), definitionFile, store, downloads, before);
        LockDiff diff;
        try (ProgressListener listener = new ProgressListener(session.progress())) {
            listener.step("resolving");
            ImagePlan plan = plan(new LockUpdate(definition.selection(), before, archives, store));
            diff = LockDiff.of(before, plan, definition.selection());
            if (!check) {
                List<Path> files = plan.fetch(store, archives, wanted -> downloads.fetch(wanted, listener));
                if (diff.changed()) {
                    listener.step("reading the packages' dates");
                    long date = ImageDate.newest(plan.unpack(store, files));
                    LockFile.write(output, plan.lock(definition.selection(), date));
                }
            }
        }
        session.out().print(json.given() ? Documents.writeJson(diff) : LockDiffText.of(diff, output, check));
        return check && diff.changed() ? 1 : 0;
    }

    private ImagePlan plan(LockUpdate lock) {
        if (update == null) {
            return lock.keepAll();
        }
        List<String> names = update.stream().filter(name -> !name.isEmpty()).toList();
        return names.isEmpty() ? lock.takeAll() : lock.move(names);
    }
}
