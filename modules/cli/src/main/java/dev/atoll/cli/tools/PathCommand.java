package dev.atoll.cli.tools;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.document.Documents;
import dev.atoll.image.tools.ToolTree;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atoll tools path}. */
@Command(
        name = "path",
        description = "Print the directory of the tools, to be put first in PATH.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Beside it, in ../tree, lie the files of the tools' packages, such as firmware.",
            "",
            "Examples:",
            "  PATH=$(atoll tools path):$PATH"
        })
public final class PathCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    public PathCommand(Session session) {
        this.session = session;
    }

    /** What {@code --json} prints. */
    record Place(String programs, String tree) {}

    @Override
    public Integer call() {
        ToolTree tree = new Tools(session, sources).tree();
        session.out()
                .print(
                        json.given()
                                ? Documents.writeJson(new Place(
                                        tree.programs().toString(), tree.root().toString()))
                                : tree.programs() + "\n");
        return 0;
    }
}
