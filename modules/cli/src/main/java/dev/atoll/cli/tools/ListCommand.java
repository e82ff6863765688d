package dev.atoll.cli.tools;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.document.Documents;
import dev.atoll.image.tools.ToolList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atoll tools list}. */
@Command(
        name = "list",
        description = "List the tools with the packages that bring them.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  atoll tools list", "  atoll tools list --json    the same for programs"})
public final class ListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    public ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ToolList list = new Tools(session, sources).tree().list();
        if (json.given()) {
            session.out().print(Documents.writeJson(list));
        } else {
            list.programs()
                    .forEach(tool -> session.out().printf("%-32s %s %s%n", tool.name(), tool.origin(), tool.version()));
        }
        return 0;
    }
}
