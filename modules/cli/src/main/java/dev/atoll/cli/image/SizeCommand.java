package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.inspect.OpenedImage;
import dev.atoll.image.size.TreeSize;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atoll image size}. */
@Command(
        name = "size",
        description = "Show what takes the room of an image, by package and by directory.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "\"stored\" is what files take in EROFS, in whole blocks. Hard links count once.",
            "A definition is composed first, which needs its packages; nothing is written.",
            "",
            "Examples:",
            "  atoll image size out/container-linux.raw",
            "  atoll image size --depth 4 --top 3 out/container-linux.raw",
            "  atoll image size --lock out/image.lock distro/container-linux.yaml",
            "  atoll image size --json out/container-linux.raw    everything, for programs"
        })
public final class SizeCommand implements Callable<Integer> {
    private static final int BLOCK = 4096;

    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final ArchitectureOption architecture = new ArchitectureOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "3",
            description = "Levels of directories shown (default: ${DEFAULT-VALUE}).")
    private int depth;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Packages shown, and directories of each directory (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--lock", paramLabel = "FILE", description = "For a definition: use exactly these packages.")
    private Optional<Path> lock = Optional.empty();

    @Parameters(paramLabel = "IMAGE|DEFINITION", description = "An image, or a definition (.yaml, .yml, .json).")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    public SizeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TreeSize size = isDefinition() ? composed() : stored();
        if (json.given()) {
            session.out().print(Documents.writeJson(size));
        } else {
            print(size, session.out());
        }
        return 0;
    }

    private boolean isDefinition() {
        return String.valueOf(file.getFileName()).matches("(?i).*\\.(?:yaml|yml|json)");
    }

    private TreeSize stored() {
        OpenedImage.RootFileSystem root = OpenedImage.open(file).requireRoot();
        return TreeSize.of(root.tree(), root.info().blockSize(), true);
    }

    private TreeSize composed() {
        return TreeSize.of(new Build(session, sources, architecture).compose(file, lock), BLOCK, false);
    }

    private void print(TreeSize size, PrintWriter out) {
        TreeSize.Sum total = size.total();
        out.println(
                total.files() + " files, " + Table.bytes(total.bytes()) + ", stored " + Table.bytes(total.stored()));
        if (size.packages().isEmpty()) {
            out.println("The image does not say whose its files are.");
        } else {
            out.println();
            Table packages = new Table("package", "version", "files", "size", "stored");
            size.packages().stream()
                    .limit(top)
                    .forEach(it -> packages.row(
                            it.name(),
                            it.version().orElse(""),
                            it.sum().files(),
                            Table.bytes(it.sum().bytes()),
                            Table.bytes(it.sum().stored())));
            packages.print(out);
            int more = size.packages().size() - Math.min(top, size.packages().size());
            if (more > 0) {
                out.println("  and " + more + " more");
            }
        }
        out.println();
        Table directories = new Table("directory", "files", "size", "stored");
        size.largest(depth, top)
                .forEach(it -> directories.row(
                        it.path(),
                        it.sum().files(),
                        Table.bytes(it.sum().bytes()),
                        Table.bytes(it.sum().stored())));
        directories.print(out);
    }
}
