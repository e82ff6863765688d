package dev.atoll.image.alternative;

import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Default;
import dev.atoll.document.Matches;
import java.util.List;

/**
 * One choice for a name. Paths are in the tree's form: without a leading slash.
 *
 * @param link where the choice is found by all ({@code usr/bin/awk})
 * @param name its link in {@code /etc/alternatives}
 * @param path the file to choose ({@code usr/bin/mawk})
 * @param priority the highest wins
 * @param followers links that follow this choice
 */
public record Alternative(
        String link,
        @Matches(value = NAME, says = NAME_SAYS) String name,
        String path,
        int priority,
        @Default("[]") List<Follower> followers) {
    static final String NAME = "[^/\\s]+";
    static final String NAME_SAYS = "a file name without blanks";

    /** @throws IllegalArgumentException if a path is not in the tree's form */
    public Alternative {
        followers = List.copyOf(followers);
        checkPath(link);
        checkPath(path);
    }

    /**
     * A link that follows the choice: a manual page, a second name.
     *
     * @param link where it is found by all
     * @param name its link in {@code /etc/alternatives}
     * @param path the file it leads to
     */
    public record Follower(
            String link,
            @Matches(value = NAME, says = NAME_SAYS) String name,
            String path) {
        /** @throws IllegalArgumentException if a path is not in the tree's form */
        public Follower {
            checkPath(link);
            checkPath(path);
        }
    }

    private static void checkPath(String path) {
        if (path.isEmpty() || !path.equals(TreePath.of(path))) {
            throw new IllegalArgumentException(
                    "write paths of the image without a leading slash and without .: " + path);
        }
    }
}
