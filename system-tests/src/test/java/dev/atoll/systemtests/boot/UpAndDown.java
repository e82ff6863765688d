package dev.atoll.systemtests.boot;

import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Runs {@code ./atoll up} and {@code down} as a user does, with places of its own for everything but the store.
 *
 * @param home holds keys, state and results
 */
record UpAndDown(Path home) implements AutoCloseable {
    static UpAndDown create() throws IOException {
        return new UpAndDown(Files.createTempDirectory(Path.of("/var/tmp"), "atoll-boot-"));
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
    String atoll(Object... arguments) {
        Object[] words = new Object[arguments.length + 1];
        words[0] = Checkout.root().resolve("atoll");
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        String output = Command.of(words)
                .with("XDG_DATA_HOME", home.resolve("data"))
                .with("XDG_STATE_HOME", home.resolve("state"))
                .run()
                .succeeded()
                .output();
        System.out.println(output);
        return output;
    }

    @Override
    public void close() throws IOException {
        try {
            atoll("down", "--now");
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
