package dev.atoll.disk.tree;

import java.util.Comparator;

/**
 * Paths inside a tree: relative to its root, separated by {@code /}, without {@code .}, {@code ..}, empty components
 * or a leading slash; the root itself is the empty string.
 */
public final class TreePath {
    /**
     * Parents directly before what is below them; siblings in the order of their UTF-8 bytes. A directory and all below
     * it are therefore one run.
     */
    public static final Comparator<String> ORDER = TreePath::compare;

    private TreePath() {}

    /**
     * Brings a path as archives spell it ({@code ./usr/bin/}, {@code /etc}) into the tree's form.
     *
     * @throws IllegalArgumentException if it has a {@code ..} component or a NUL
     */
    public static String of(String raw) {
        StringBuilder path = new StringBuilder(raw.length());
        for (String part : raw.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..") || part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("path leaves the tree: " + raw);
            }
            if (!path.isEmpty()) {
                path.append('/');
            }
            path.append(part);
        }
        return path.toString();
    }

    /** The path of the directory that holds {@code path}; the root's parent is the root. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last component. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code directory/name}, also for the root. */
    public static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + "/" + name;
    }

    /** Whether {@code path} is {@code directory} or lies below it. */
    public static boolean isWithin(String path, String directory) {
        return directory.isEmpty()
                || path.equals(directory)
                || (path.startsWith(directory) && path.charAt(directory.length()) == '/');
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Integer.compare(rank(x), rank(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** UTF-16 code units in the order of UTF-8: surrogates after the rest of the basic plane; the slash first. */
    private static int rank(char c) {
        if (c == '/') {
            return -1;
        }
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
