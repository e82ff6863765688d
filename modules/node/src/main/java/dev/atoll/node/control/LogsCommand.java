package dev.atoll.node.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code atollctl logs}. */
@Command(
        name = "logs",
        description = "Show what the agent and its units wrote to the journal.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is new.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON document an entry, as journalctl does.")
    private boolean json;

    @Option(names = "--since", paramLabel = "TIME", description = "As journalctl takes it (default: this boot).")
    private Optional<String> since = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("journalctl", "--quiet", "--no-pager", "--unit=atoll-*"));
        since.ifPresentOrElse(it -> words.add("--since=" + it), () -> words.add("--boot"));
        if (follow) {
            words.add("--follow");
        }
        if (json) {
            words.add("--output=json");
        }
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
