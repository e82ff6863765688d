package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.BuildReport;
import dev.atoll.image.effect.ScriptReview;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image build}. */
@Command(
        name = "build",
        description = "Build a signed disk image. Needs no root and starts no other program.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Writes the definition's outputs (NAME.raw, sparse), image.lock and report.json, NAME being the definition's.",
            "",
            "Examples:",
            "  atoll image build distro/container-linux.yaml -o out",
            "  atoll image build distro/container-linux.yaml -o again --lock out/image.lock",
            "      exactly those packages again: the same bytes"
        })
public final class BuildCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ArchitectureOption architecture = new ArchitectureOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "out",
            description = "Where to put the results (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path output;

    @Option(names = "--lock", paramLabel = "FILE", description = "Use exactly the packages of this lock.")
    private Optional<Path> lock = Optional.empty();

    @Option(names = "--keys", paramLabel = "DIR", description = "Sign with the keys in this directory.")
    private Optional<Path> keys = Optional.empty();

    @Parameters(paramLabel = "DEFINITION", description = "The definition, a YAML file.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path definitionFile;

    public BuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        BuildReport report = new Build(session, sources, architecture).run(definitionFile, output, lock, keys);
        if (json.given()) {
            session.out().print(Documents.writeJson(report));
        } else {
            session.out()
                    .printf(
                            "%s: %s, %d packages, root %d MiB, UKI %d MiB%nroot hash %s%n%d scripts were not run; report.json says what stands in for each%n",
                            output.resolve(Build.name(definitionFile) + ".raw"),
                            report.image(),
                            report.packages(),
                            report.rootBytes() >> 20,
                            report.ukiBytes() >> 20,
                            report.rootHash(),
                            report.scripts().size());
            report.secrets()
                    .unusedAllowances()
                    .forEach(path -> session.err()
                            .println("note: allowSecrets: lists " + path + ", where there is none; remove it"));
            for (ScriptReview.Finding finding : report.scripts()) {
                finding.lost()
                        .ifPresent(lost -> session.out()
                                .printf("without %s of %s: %s%n", finding.script(), finding.packageName(), lost));
            }
        }
        return 0;
    }
}
