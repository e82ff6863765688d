package dev.atoll.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Where packages are kept between runs. */
    public static Path store() {
        return Path.of(
                Optional.ofNullable(System.getenv("ATOLL_TEST_STORE")).orElse("/var/tmp/atoll-system-tests/store"));
    }
}
