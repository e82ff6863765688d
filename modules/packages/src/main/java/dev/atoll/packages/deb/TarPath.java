package dev.atoll.packages.deb;

/** Paths in archives: brought into one form, and refused where they would leave the tree. */
final class TarPath {
    /** No longer path can be opened in Linux, in UTF-16 units. */
    static final int LONGEST = 4096;

    private TarPath() {}

    /**
     * The path without {@code .} and empty components; empty for the root.
     *
     * @throws IllegalArgumentException with the reason, if it is too long, absolute, has a {@code ..}, a NUL or a newline
     */
    static String of(String raw) {
        if (raw.length() > LONGEST) {
            throw new IllegalArgumentException("a path of " + raw.length() + " characters");
        }
        if (raw.startsWith("/")) {
            throw new IllegalArgumentException("the path is absolute: " + raw);
        }
        if (raw.indexOf('\0') >= 0 || raw.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the path has a NUL or a newline");
        }
        StringBuilder path = new StringBuilder(raw.length());
        for (String part : raw.split("/", -1)) {
            if (part.equals("..")) {
                throw new IllegalArgumentException("the path leaves the tree: " + raw);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
        }
        return path.toString();
    }
}
