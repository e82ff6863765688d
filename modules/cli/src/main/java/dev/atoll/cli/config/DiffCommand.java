package dev.atoll.cli.config;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.node.render.Rendering;
import dev.atoll.node.render.RenderingChange;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atoll config diff}. */
@Command(
        name = "diff",
        description = "Show what differs on a node between two configurations: files, accounts, units.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 whether or not they differ, 1 if one is not valid.",
            "",
            "Examples:",
            "  atoll config diff old.yaml new.yaml",
            "  atoll config diff --json old.yaml new.yaml    the same for programs"
        })
public final class DiffCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final IncludeOption includes = new IncludeOption();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A node configuration.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path after;

    public DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<RenderingChange> changes =
                RenderingChange.between(Rendering.of(includes.read(before)), Rendering.of(includes.read(after)));
        if (json.given()) {
            session.out().print(Documents.writeJson(new Difference(changes)));
            return 0;
        }
        if (changes.isEmpty()) {
            session.out().println("no difference");
        }
        changes.forEach(this::print);
        return 0;
    }

    private void print(RenderingChange change) {
        String sign = change.before().isEmpty() ? "+" : change.after().isEmpty() ? "-" : "~";
        session.out().println(sign + " " + Documents.spelling(change.kind()) + " " + change.name());
        if (!change.before().equals(change.after())) {
            change.before().ifPresent(it -> session.out().println("    was " + it));
            change.after().ifPresent(it -> session.out().println("    is  " + it));
        }
        change.diff().stream().skip(2).forEach(line -> session.out().println("    " + line));
    }

    /**
     * What {@code --json} prints.
     *
     * @param changes each of them
     */
    record Difference(List<RenderingChange> changes) {}
}
