package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.inspect.ImageDifference;
import dev.atoll.image.inspect.ImageDifference.Change;
import dev.atoll.image.inspect.OpenedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atoll image diff}. */
@Command(
        name = "diff",
        description = "Show what differs between two images: packages, files, units, accounts, command line.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit status: 0 whether or not they differ, 1 if one cannot be read.",
            "",
            "Examples:",
            "  atoll image diff old/container-linux.raw new/container-linux.raw",
            "  atoll image diff --json old.raw new.raw    the same for programs"
        })
public final class DiffCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "An image.")
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
        ImageDifference difference = ImageDifference.between(OpenedImage.open(before), OpenedImage.open(after));
        if (json.given()) {
            session.out().print(Documents.writeJson(difference));
            return 0;
        }
        if (difference.isEmpty()) {
            session.out().println("no difference");
        }
        print("Packages", difference.packages());
        print("Units that start by themselves", difference.enabled());
        print("Masked units", difference.masked());
        print("Users", difference.users());
        print("Set-id files and capabilities", difference.setId());
        print("Kernel command line", difference.commandLine());
        print("Files", difference.files());
        return 0;
    }

    private void print(String title, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        session.out().println(title + " (" + changes.size() + ")");
        Table table = new Table("", "name", "before", "after");
        changes.forEach(it -> table.row(
                it.before().isEmpty() ? "+" : it.after().isEmpty() ? "-" : "~",
                it.name(),
                it.before().orElse(""),
                it.after().equals(it.before()) ? "other content" : it.after().orElse("")));
        table.print(session.out());
        session.out().println();
    }
}
