package dev.atoll.systemtests.tools;

import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A user without privileges and without anything but the tools: runs shell scripts in a directory of its own.
 *
 * @param tools the directory of wrappers
 * @param home where scripts run
 */
record Nobody(Path tools, Path home) implements AutoCloseable {
    private static final String UID = "65534";

    /** Composes the tools where that user can read them. */
    static Nobody create() throws IOException {
        String printed = Command.of(Checkout.root().resolve("atoll"), "tools", "path", "--store", Checkout.store())
                .with("XDG_CACHE_HOME", Checkout.store().resolveSibling("cache"))
                .run()
                .succeeded()
                .output()
                .strip();
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-tools-");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        return new Nobody(Path.of(printed.substring(printed.lastIndexOf('\n') + 1)), home);
    }

    /** The tree beside the wrappers. */
    Path tree() {
        return tools.resolveSibling("tree");
    }

    /** Puts a file that scripts can read. */
    void put(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a script says; it stops at the first failure and must end well. */
    String run(String script) {
        return tryRun(script).succeeded().output();
    }

    /** What a script says, however it ends. */
    Command.Result tryRun(String script) {
        Command command = isRoot()
                ? Command.of("setpriv", "--reuid", UID, "--regid", UID, "--clear-groups", "env", "-i")
                : Command.of("env", "-i");
        String path = "PATH=" + tools + ":/usr/bin:/bin";
        String prefix = "set -eu; umask 022; cd \"$HOME\"\n";
        return command.and("HOME=" + home, path, "TREE=" + tree(), "LC_ALL=C.UTF-8", "sh", "-c", prefix + script)
                .run();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
