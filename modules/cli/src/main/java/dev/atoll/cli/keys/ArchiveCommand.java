package dev.atoll.cli.keys;

import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.image.signing.ArchiveKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll keys archive}. */
@Command(
        name = "archive",
        description = "Make an OpenPGP key that signs repositories: archive.key and archive.asc.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Whoever has archive.key can offer packages to all who trust archive.asc. It has no passphrase.",
            "A key of your own works too: gpg --export-secret-keys, then atoll mirror --key FILE.",
            "",
            "Examples:",
            "  atoll keys archive                        the key that atoll mirror uses by default",
            "  atoll keys archive --name 'Lagoon archive <ops@example.org>' /secure/archive"
        })
public final class ArchiveCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "Atoll archive",
            description = "What the key is called (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String name;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "archive",
            description = "A directory that does not exist yet, or a name below the user's data directory.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String directory;

    public ArchiveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path keys = Places.of(session).keys(directory);
        String fingerprint = ArchiveKeys.create(keys, name, Clock.systemUTC()).fingerprint();
        session.out().println("made archive key " + fingerprint + " in " + keys);
        return 0;
    }
}
