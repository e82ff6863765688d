package dev.atoll.image.users;

import java.util.List;

/** Users or groups have a number neither in the registry nor in their sysusers.d line. */
public final class UnregisteredUserException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What a number is missing for. */
    public enum Kind {
        USER("users", "uid"),
        GROUP("groups", "gid");

        private final String list;
        private final String key;

        Kind(String list, String key) {
            this.list = list;
            this.key = key;
        }
    }

    /**
     * One that has no number.
     *
     * @param source the file and line that asks for it
     * @param freeId a number that nobody has, in the registry or in this image
     */
    public record Missing(Kind kind, String name, String source, long freeId) {
        /** The line to add to the registry, below its {@code users:} or {@code groups:}. */
        public String line() {
            return "- {name: " + name + ", " + kind.key + ": " + freeId + "}";
        }
    }

    private final transient List<Missing> missing;

    UnregisteredUserException(List<Missing> missing) {
        super(message(missing));
        this.missing = List.copyOf(missing);
    }

    private static String message(List<Missing> missing) {
        StringBuilder message = new StringBuilder("the registry does not pin the numbers of all users and groups; add");
        for (Missing one : missing) {
            message.append("\n  to ")
                    .append(one.kind().list)
                    .append(": ")
                    .append(one.line())
                    .append("    (for ")
                    .append(one.source())
                    .append(')');
        }
        return message.toString();
    }

    /** All of them, groups first, in the order of the files. */
    public List<Missing> missing() {
        return missing;
    }
}
