package dev.atoll.node.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of other projects: below {@code ATOLL_FIXTURES}, or in {@code shared/fixtures} beside the repository. */
final class Fixtures {
    private Fixtures() {}

    /** A file or folder; without it the test does not run, or fails where {@code ATOLL_REQUIRE} names the fixtures. */
    static Path path(String relative) {
        Path path = Path.of(
                Optional.ofNullable(System.getenv("ATOLL_FIXTURES")).orElse("../../../shared/fixtures"), relative);
        boolean required = Optional.ofNullable(System.getenv("ATOLL_REQUIRE"))
                .filter(names -> names.contains("fixtures"))
                .isPresent();
        assumeTrue(required || Files.exists(path), path + " is absent: set ATOLL_FIXTURES");
        return path;
    }
}
