package dev.atoll.systemtests.build;

import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who runs a build, and how that user's part of the machine is set: everything that must not matter.
 *
 * @param uid the user, without privileges; only root can become another, any other user stays who it is
 * @param umask of files made
 * @param variables of the environment
 */
record Surroundings(int uid, String umask, Map<String, String> variables) {
    private static final int NOBODY = 65534;
    private static final int SOMEBODY = 61234;

    /** What most servers have. */
    static Surroundings usual() {
        return new Surroundings(
                NOBODY,
                "022",
                Map.of(
                        "LANG", "C.UTF-8",
                        "LC_ALL", "C.UTF-8",
                        "TZ", "UTC",
                        "ATOLL_JAVA_OPTIONS", "-XX:ActiveProcessorCount=2"));
    }

    /** Another user, private files, a language with letters of its own, an odd zone, one processor. */
    static Surroundings unusual() {
        return new Surroundings(
                SOMEBODY,
                "077",
                Map.of(
                        "LANG",
                        "tr_TR.UTF-8",
                        "LC_ALL",
                        "tr_TR.UTF-8",
                        "TZ",
                        "Asia/Kathmandu",
                        "ATOLL_JAVA_OPTIONS",
                        "-Duser.language=tr -Duser.country=TR -XX:ActiveProcessorCount=1"));
    }

    /** The same for another user. */
    Surroundings by(int newUid) {
        return new Surroundings(newUid, umask, variables);
    }

    /** With a variable of another value. */
    Surroundings with(String variable, String value) {
        Map<String, String> all = new TreeMap<>(variables);
        all.put(variable, value);
        return new Surroundings(uid, umask, all);
    }

    /** Runs a shell line in a directory. */
    void run(Path directory, String line) {
        Command command = isRoot()
                ? Command.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--no-new-privs")
                : Command.of("env");
        command.and("sh", "-c", "umask " + umask + "; cd '" + directory + "'; exec " + line)
                .with("HOME", directory)
                .with("XDG_CACHE_HOME", directory.resolve("cache"));
        variables.forEach(command::with);
        command.run().succeeded();
    }

    /** Makes that user the owner, if we may. */
    void give(Path... paths) {
        if (isRoot()) {
            Command.of("chown", "-R", uid + ":" + uid)
                    .and((Object[]) paths)
                    .run()
                    .succeeded();
        }
    }

    /**
     * Copies what definitions are made of below another directory: younger or older, without modes for others, and
     * written in reverse order, which a tmpfs shows when it is listed.
     *
     * @param folders of the checkout
     */
    static void copy(List<String> folders, Path to) throws IOException {
        for (String folder : folders) {
            Path from = Checkout.root().resolve(folder);
            Files.createDirectories(to.resolve(folder).getParent());
            copy(from, to.resolve(folder));
        }
        Command.of("chmod", "-R", "go-rwx", to).run().succeeded();
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.copy(from, to);
            Files.setLastModifiedTime(to, FileTime.fromMillis(1_000_000_000_000L));
            return;
        }
        Files.createDirectory(to);
        try (Stream<Path> entries = Files.list(from)) {
            Path[] listed = entries.sorted().toArray(Path[]::new);
            for (Path entry : Arrays.asList(listed).reversed()) {
                copy(entry, to.resolve(entry.getFileName()));
            }
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
