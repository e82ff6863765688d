package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Where other projects' files are found: {@code ATOLL_FIXTURES}, or {@code shared/fixtures} beside the repository. */
final class Fixtures {
    private Fixtures() {}

    /** A file of the fixtures; if it is absent the test is reported as not run, or fails under ATOLL_REQUIRE. */
    static Path path(String relative) {
        Path found = folder().resolve(relative);
        if (!Files.exists(found)) {
            String message = relative + " is absent: set ATOLL_FIXTURES to the folder of the fixtures";
            if (Arrays.asList(System.getenv().getOrDefault("ATOLL_REQUIRE", "").split("[ ,]+"))
                    .contains("fixtures")) {
                fail(message);
            }
            Assumptions.abort(message);
        }
        return found;
    }

    private static Path folder() {
        String named = System.getenv().getOrDefault("ATOLL_FIXTURES", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/fixtures"))) {
                return at.resolve("shared/fixtures");
            }
        }
        return here.resolve("shared/fixtures");
    }
}
