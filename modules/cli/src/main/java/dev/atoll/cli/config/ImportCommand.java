package dev.atoll.cli.config;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.document.Shown;
import dev.atoll.node.foreign.ConfigImport;
import dev.atoll.node.foreign.Finding;
import dev.atoll.node.foreign.Format;
import dev.atoll.node.foreign.Imported;
import dev.atoll.node.foreign.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code atoll config import}. */
@Command(
        name = "import",
        description = "Make a node configuration of one of Ignition, Butane or cloud-init.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The configuration goes to standard output and is always valid; what it does not have, or has differently,",
            "to standard error, with the place, the reason and what to do. docs/node-import.md has all keys.",
            "",
            "Exit status: 0 all was carried over; 3 something was not, or differently (1 with --strict);",
            "1 nothing could be imported.",
            "",
            "Examples:",
            "  atoll config import --from ignition config.ign",
            "  atoll config import --from butane -o node.yaml config.bu",
            "  atoll config import --from cloud-init --network network-config user-data",
            "  atoll config import --json --from ignition config.ign    the same for programs"
        })
public final class ImportCommand implements Callable<Integer> {
    /** Exit status when something was not carried over as it is. */
    static final int INCOMPLETE = 3;

    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            required = true,
            converter = FormatName.class,
            description = "What FILE is: ignition (JSON, 3.0 to 3.6), butane, or cloud-init (user-data).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Format format;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "With cloud-init: the network configuration, if it is in a file of its own.")
    private Optional<Path> network = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the configuration there.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--strict", description = "Fail if anything is not carried over as it is.")
    private boolean strict;

    @Parameters(paramLabel = "FILE", description = "The configuration to import.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    public ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (network.isPresent() && format != Format.CLOUD_INIT) {
            throw new CommandException("--network goes with --from cloud-init only", "leave it out");
        }
        Imported imported = network.isPresent()
                ? ConfigImport.readCloudInit(Input.of(file), Input.of(network.get()))
                : ConfigImport.read(format, Input.of(file));
        output.ifPresent(target -> write(target, imported.yaml()));
        if (json.given()) {
            session.out().print(Documents.writeJson(Result.of(imported)));
        } else {
            if (output.isEmpty()) {
                session.out().print(imported.yaml());
                session.out().flush();
            }
            imported.findings().forEach(this::print);
            if (!imported.isComplete()) {
                session.err().println(imported.summary());
            }
        }
        return imported.isComplete() ? 0 : strict ? 1 : INCOMPLETE;
    }

    private static void write(Path target, String yaml) {
        try {
            Documents.write(target, yaml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }

    private void print(Finding finding) {
        String path = Shown.oneLine(finding.path());
        String what = path.isEmpty() ? finding.what() : path + " (" + finding.what() + ")";
        session.err().println(finding.place() + ": " + what + ": " + words(finding.severity()));
        session.err().println("    why:     " + Shown.oneLine(finding.why()));
        session.err().println("    instead: " + Shown.oneLine(finding.instead()));
    }

    private static String words(Finding.Severity severity) {
        return Documents.spelling(severity).replace('-', ' ');
    }

    /** Formats by their names in lower case. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            for (Format format : Format.values()) {
                if (Documents.spelling(format).equals(name.toLowerCase(Locale.ROOT))) {
                    return format;
                }
            }
            throw new TypeConversionException("\"" + name + "\" is none of ignition, butane, cloud-init");
        }
    }

    /**
     * What {@code --json} prints.
     *
     * @param complete whether all was carried over as it is
     * @param yaml the node configuration
     */
    record Result(boolean complete, String yaml, List<Found> findings) {
        static Result of(Imported imported) {
            return new Result(
                    imported.isComplete(),
                    imported.yaml(),
                    imported.findings().stream().map(Found::of).toList());
        }
    }

    /**
     * A finding, flat.
     *
     * @param path key in the foreign configuration
     */
    record Found(
            String file,
            int line,
            int column,
            String path,
            Finding.Severity severity,
            String what,
            String why,
            String instead) {
        static Found of(Finding finding) {
            return new Found(
                    finding.place().document(),
                    finding.place().line(),
                    finding.place().column(),
                    finding.path(),
                    finding.severity(),
                    finding.what(),
                    finding.why(),
                    finding.instead());
        }
    }
}
