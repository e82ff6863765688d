package dev.atoll.node.change;

/**
 * A file or link that differs between two states of {@code /etc}.
 *
 * @param path absolute
 * @param kind what happened to it
 */
public record PathChange(String path, Kind kind) {
    /** What leads back. */
    public PathChange reversed() {
        return new PathChange(
                path,
                switch (kind) {
                    case ADDED -> Kind.REMOVED;
                    case CHANGED -> Kind.CHANGED;
                    case REMOVED -> Kind.ADDED;
                });
    }

    /** What can happen to a path. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It has other contents, mode, owner or target. */
        CHANGED,
        /** It is gone. */
        REMOVED
    }
}
