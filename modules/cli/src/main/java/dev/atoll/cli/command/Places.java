package dev.atoll.cli.command;

import java.nio.file.Path;

/**
 * Where Atoll keeps things for this user, by the XDG base directory specification.
 *
 * @param cache what can be fetched or made again: the store
 * @param data what cannot: keys
 * @param state what is running
 */
public record Places(Path cache, Path data, Path state) {

    /** The places of the session's user. */
    public static Places of(Session session) {
        Path home = Path.of(session.variable("HOME").orElse(System.getProperty("user.home")));
        return new Places(
                place(session, "XDG_CACHE_HOME", home.resolve(".cache")),
                place(session, "XDG_DATA_HOME", home.resolve(".local/share")),
                place(session, "XDG_STATE_HOME", home.resolve(".local/state")));
    }

    /** The content store. */
    public Path store() {
        return cache.resolve("store");
    }

    /** A set of keys, by name or by path. */
    public Path keys(String nameOrPath) {
        return nameOrPath.contains("/")
                ? Path.of(nameOrPath)
                : data.resolve("keys").resolve(nameOrPath);
    }

    private static Path place(Session session, String variable, Path otherwise) {
        return session.variable(variable)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(otherwise)
                .resolve("atoll");
    }
}
