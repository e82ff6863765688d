package dev.atoll.cli.tools;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.SourceOptions;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atoll tools lock}. */
@Command(
        name = "lock",
        description = "Take the newest versions of the tools, and pin them in distro/tools.lock.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  atoll tools lock && git diff --stat distro/tools.lock"})
public final class LockCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    public LockCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Lock lock = new Tools(session, sources).lock();
        if (json.given()) {
            session.out().print(Documents.writeJson(lock));
        } else {
            long size = lock.packages().stream().mapToLong(LockedPackage::size).sum();
            session.out()
                    .printf(
                            "%s: %d packages, %d MiB%n",
                            Tools.lockFile(), lock.packages().size(), size >> 20);
        }
        return 0;
    }
}
