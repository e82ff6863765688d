package dev.atoll.systemtests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@code ./atoll up} and {@code down} as a user does, with places of its own for everything but the store.
 *
 * @param home holds keys, state and results
 */
record UpAndDown(Path home) implements AutoCloseable {
    private static final long LIMIT_MINUTES = 25;

    static UpAndDown create() throws IOException {
        return new UpAndDown(Files.createTempDirectory(Path.of("/var/tmp"), "atoll-boot-"));
    }

    /** The checkout this test belongs to. */
    static Path checkout() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("atoll"))) {
            at = Optional.ofNullable(at.getParent()).orElseThrow(() -> new AssertionError("no checkout around"));
        }
        return at;
    }

    Path keys() {
        return home.resolve("data/atoll/keys/default");
    }

    Path state() {
        return home.resolve("state/atoll/up");
    }

    Path image() {
        return state().resolve("image/container-linux.raw");
    }

    /** Runs the launcher; its standard output and error, which must come with exit status 0. */
    String atoll(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout().resolve("atoll").toString()));
        command.addAll(List.of(arguments));
        Path log = home.resolve("atoll.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "XDG_DATA_HOME", home.resolve("data").toString(),
                        "XDG_STATE_HOME", home.resolve("state").toString()));
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        String output = Files.readString(log);
        System.out.println(output);
        assertThat(ended).as("atoll ended in time:\n" + output).isTrue();
        assertThat(process.exitValue()).as("exit status of atoll:\n" + output).isZero();
        return output;
    }

    /** Where packages are kept between runs. */
    static String store() {
        return Optional.ofNullable(System.getenv("ATOLL_TEST_STORE")).orElse("/var/tmp/atoll-system-tests/store");
    }

    @Override
    public void close() throws IOException {
        try {
            atoll("down", "--now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
