package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.plan.Choice;
import dev.atoll.image.plan.ImagePlan;
import dev.atoll.image.plan.WhyReport;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image plan}. */
@Command(
        name = "plan",
        description = "Show what a build would do, before any package is fetched.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  atoll image plan distro/container-linux.yaml",
            "  atoll image plan --json image.yaml    the same for programs",
            "  atoll image plan image.yaml --why libssl3t64    who needs that package, from the definition on"
        })
public final class PlanCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ArchitectureOption architecture = new ArchitectureOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Option(
            names = "--why",
            paramLabel = "PACKAGE",
            description = "Show only why this package, or one that provides the name, is in the image or is not.")
    private @Nullable String why;

    @Parameters(paramLabel = "DEFINITION", description = "The definition, a YAML file.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path definitionFile;

    public PlanCommand(Session session) {
        this.session = session;
    }

    /**
     * What {@code --json} prints; sizes in bytes.
     *
     * @param fetch what the store lacks
     */
    record Summary(String image, int packages, long size, int toFetch, long fetch, List<LockedPackage> list) {}

    @Override
    public Integer call() {
        Definition definition = architecture.read(definitionFile);
        ContentStore store = sources.store(session);
        Downloads downloads = new Downloads(store);
        Choice choice = Choice.of(
                definition.selection(), sources.archives(definition.selection(), definitionFile, store, downloads));
        if (why != null) {
            WhyReport report = WhyReport.of(why, choice.why(why));
            if (json.given()) {
                session.out().print(Documents.writeJson(report));
            } else {
                report.text().forEach(session.out()::println);
            }
            return 0;
        }
        ImagePlan plan = ImagePlan.of(choice);
        List<LockedPackage> missing = plan.missing(store);
        Summary summary = new Summary(
                definition.image().id() + " " + definition.image().version(),
                plan.packages().size(),
                size(plan.packages()),
                missing.size(),
                size(missing),
                plan.packages());
        if (json.given()) {
            session.out().print(Documents.writeJson(summary));
        } else {
            print(summary);
        }
        return 0;
    }

    private void print(Summary summary) {
        PrintWriter out = session.out();
        for (LockedPackage item : summary.list()) {
            out.printf(
                    "%-40s %-32s %-16s %8d KiB%s%n",
                    item.name(),
                    item.version(),
                    item.source(),
                    item.size() >> 10,
                    item.isInstalled() ? "" : "  for the build only");
        }
        out.printf(
                "%s: %d packages, %d MiB; to fetch: %d packages, %d MiB%n",
                summary.image(), summary.packages(), summary.size() >> 20, summary.toFetch(), summary.fetch() >> 20);
    }

    private static long size(List<LockedPackage> packages) {
        return packages.stream().mapToLong(LockedPackage::size).sum();
    }
}
