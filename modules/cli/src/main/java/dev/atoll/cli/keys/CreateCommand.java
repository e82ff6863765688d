package dev.atoll.cli.keys;

import dev.atoll.cli.command.Places;
import dev.atoll.cli.command.Session;
import dev.atoll.image.signing.PlatformKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll keys create}. */
@Command(
        name = "create",
        description = "Make the keys of UEFI Secure Boot: PK, KEK and db, with files for their enrolment.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Whoever has db.key can sign what your machines start. Only db.key is needed to build; keep PK.key and",
            "KEK.key where no build machine reaches them.",
            "",
            "Examples:",
            "  atoll keys create                  the keys that builds use by default",
            "  atoll keys create /secure/keys     keys in another place: build with --keys"
        })
public final class CreateCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            defaultValue = "Atoll",
            description = "What the certificates are called (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String name;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "default",
            description = "A directory that does not exist yet, or a name below the user's data directory.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String directory;

    public CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path keys = Places.of(session).keys(directory);
        PlatformKeys.create(keys, name, Clock.systemUTC());
        session.out().println("made PK, KEK and db in " + keys);
        return 0;
    }
}
