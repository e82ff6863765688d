package dev.atoll.systemtests;

import dev.atoll.image.definition.Selection;
import dev.atoll.image.plan.Archives;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The checkout under test and what its tests share. */
public final class Checkout {
    private Checkout() {}

    /** The checkout's root. */
    public static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("atoll"))) {
            at = Optional.ofNullable(at.getParent()).orElseThrow(() -> new AssertionError("no checkout around"));
        }
        return at;
    }

    /** The definition of Atoll Container Linux. */
    public static Path containerLinux() {
        return root().resolve("distro/container-linux.yaml");
    }

    /** The sources of a definition in a folder, served by the mirrors that this machine's apt uses. */
    public static Archives archives(Selection selection, Path base, ContentStore store) {
        Downloads downloads = new Downloads(store);
        return new Archives(
                selection,
                base,
                List.of(),
                new MirrorFinder(downloads, Path.of("/etc/apt")),
                store,
                downloads,
                Clock.systemUTC().instant());
    }

    /** Where packages are kept between runs. */
    public static Path store() {
        return Path.of(
                Optional.ofNullable(System.getenv("ATOLL_TEST_STORE")).orElse("/var/tmp/atoll-system-tests/store"));
    }
}
