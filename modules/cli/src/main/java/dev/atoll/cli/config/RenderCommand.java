package dev.atoll.cli.config;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.node.render.Rendering;
import dev.atoll.node.render.RenderingFiles;
import dev.atoll.node.render.RenderingListing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll config render}. */
@Command(
        name = "render",
        description = "Show or write everything that a node configuration makes on a node.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Lines that are added to a file of the image are shown and written as FILE+. Modes, owners, accounts and",
            "states of units are in the listing; below -o it is rendering.json.",
            "",
            "Examples:",
            "  atoll config render node.yaml                show it",
            "  atoll config render -o rendered node.yaml    write it as a tree",
            "  atoll config render --json node.yaml         the same for programs"
        })
public final class RenderCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final IncludeOption includes = new IncludeOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write files there; the folder must be empty or new.")
    private Optional<Path> output = Optional.empty();

    @Parameters(paramLabel = "FILE", description = "A node configuration, a YAML file.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    public RenderCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Rendering rendering = Rendering.of(includes.read(file));
        output.ifPresent(directory -> write(rendering, directory));
        if (json.given()) {
            session.out().print(Documents.writeJson(RenderingListing.of(rendering)));
        } else if (output.isPresent()) {
            session.out().println(output.get() + ": " + rendering.entries().size() + " files, directories and links");
        } else {
            RenderingListing.of(rendering).lines().forEach(session.out()::println);
        }
        return 0;
    }

    private static void write(Rendering rendering, Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                try (var entries = Files.list(directory)) {
                    if (entries.findAny().isPresent()) {
                        throw new CommandException(directory + " is not empty", "name a new folder");
                    }
                }
            }
            RenderingFiles.write(rendering, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write below " + directory, e);
        }
    }
}
