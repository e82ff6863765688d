package dev.atoll.cli.mirror;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.command.StoreOption;
import dev.atoll.cli.progress.Progress;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.plan.LockContents;
import dev.atoll.image.signing.ArchiveKeys;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.mirror.KnownSuites;
import dev.atoll.packages.mirror.MirrorDirectory;
import dev.atoll.packages.mirror.MirrorSuite;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.ContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll mirror}. */
@Command(
        name = "mirror",
        description = "Write packages of the store as an apt repository that any web server can hand out.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The repository is signed with your key, since the archive's own signatures do not cover a part of it.",
            "Builds from a lock need no key to use it; others name archive-key.asc of the repository in the",
            "definition's sources, and apt in Signed-By. A new state replaces the old one in one step.",
            "",
            "Examples:",
            "  atoll mirror /srv/apt --lock image.lock",
            "  atoll mirror /srv/apt --lock a.lock b.lock --key signing.asc --passphrase-file secret",
            "  atoll image build image.yaml --lock image.lock --mirror file:///srv/apt"
        })
public final class MirrorCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final StoreOption storeOption = new StoreOption();

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Write the packages of these locks (default: all that the store knows the suite of).")
    private List<Path> locks = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "archive",
            description = "Sign with this OpenPGP secret key: a file, a directory of atoll keys archive, or its name"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String key;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The key's passphrase is this file's first line.")
    private Optional<Path> passphrase = Optional.empty();

    @Parameters(paramLabel = "DIR", description = "The repository: a directory of its own.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path directory;

    public MirrorCommand(Session session) {
        this.session = session;
    }

    /** What {@code --json} prints. */
    record Summary(
            String directory,
            List<String> suites,
            int packages,
            long bytes,
            String generation,
            boolean changed,
            String key) {}

    @Override
    public Integer call() throws IOException {
        ArchiveKey archiveKey = key();
        ContentStore store = storeOption.open(session);
        List<MirrorSuite> suites = locks.isEmpty()
                ? KnownSuites.of(store)
                : LockContents.suites(locks.stream().map(LockFile::read).toList(), store);
        long bytes = suites.stream()
                .flatMap(suite -> suite.packages().stream())
                .mapToLong(StoredPackage::size)
                .sum();
        MirrorDirectory.Written written;
        try (Progress progress = session.progress();
                Progress.Task task = progress.task("writing the repository", bytes, Progress.Unit.BYTES)) {
            written = new MirrorDirectory(directory).write(suites, archiveKey, task::advance);
        }
        Summary summary = new Summary(
                directory.toString(),
                suites.stream().map(MirrorSuite::name).toList(),
                written.packages(),
                written.bytes(),
                written.generation(),
                written.changed(),
                archiveKey.fingerprint());
        if (json.given()) {
            session.out().print(Documents.writeJson(summary));
        } else {
            session.out()
                    .printf(
                            "%s: %d packages, %d MiB, suites %s, %s%nsigned with %s; clients trust %s%n",
                            summary.directory(),
                            summary.packages(),
                            summary.bytes() >> 20,
                            String.join(" ", summary.suites()),
                            summary.changed() ? "written" : "unchanged",
                            summary.key(),
                            directory.resolve(MirrorDirectory.KEY));
        }
        return 0;
    }

    private ArchiveKey key() throws IOException {
        Path place = Files.isRegularFile(Path.of(key))
                ? Path.of(key)
                : Places.of(session).keys(key);
        Path file = Files.isRegularFile(place) ? place : place.resolve(ArchiveKeys.SECRET);
        if (!Files.exists(file)) {
            throw new CommandException(
                    "no archive key at " + file,
                    "make one: atoll keys archive; or give your own: --key FILE (gpg --export-secret-keys)");
        }
        char[] secret = passphrase.isEmpty()
                ? new char[0]
                : Files.readAllLines(passphrase.get()).stream()
                        .findFirst()
                        .orElse("")
                        .toCharArray();
        return ArchiveKey.read(file, secret);
    }
}
