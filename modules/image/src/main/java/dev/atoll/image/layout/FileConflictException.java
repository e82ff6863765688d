package dev.atoll.image.layout;

import java.util.List;

/** Several packages bring a file of the same path. */
public final class FileConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Conflict> conflicts;

    FileConflictException(List<Conflict> conflicts) {
        super("packages bring the same files; leave one of them out of the definition (exclude: or packages.without:)\n"
                + String.join("\n", conflicts.stream().map(Conflict::toString).toList()));
        this.conflicts = List.copyOf(conflicts);
    }

    /** Every conflict, in the order of packages. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /**
     * One path that two packages bring.
     *
     * @param path in the tree's form
     * @param first the package whose file was there
     * @param second the package that brings it again
     */
    public record Conflict(String path, String first, String second) {
        @Override
        public String toString() {
            return "  /" + path + ": " + first + " and " + second;
        }
    }
}
