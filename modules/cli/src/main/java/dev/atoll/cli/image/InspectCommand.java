package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.inspect.Inspection;
import dev.atoll.image.inspect.Inspector;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image inspect}. */
@Command(
        name = "inspect",
        description = "Show what is in an image: partitions, boot files, signatures, packages, accounts, units.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "IMAGE is a raw disk image, a root file system (EROFS) or a boot file (.efi).",
            "Fails if something in it is broken, after showing what could be read.",
            "",
            "Examples:",
            "  atoll image inspect out/container-linux.raw",
            "  atoll image inspect --verify out/container-linux.raw    also compare all data with its hashes",
            "  atoll image inspect --json out/container-linux.raw      everything, for programs"
        })
public final class InspectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(names = "--verify", description = "Read all data and compare it with the signed root hash.")
    private boolean verify;

    @Option(names = "--packages", description = "List the packages too.")
    private boolean packages;

    @Parameters(paramLabel = "IMAGE", description = "The image.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path image;

    public InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Inspection inspection = Inspector.inspect(image, verify);
        if (json.given()) {
            session.out().print(Documents.writeJson(inspection));
        } else {
            new InspectionTables(session.out()).print(inspection, packages);
            inspection.problems().forEach(problem -> session.err().println("error: " + problem));
        }
        return inspection.problems().isEmpty() ? 0 : 1;
    }
}
