package dev.atoll.image.lint;

/**
 * A secret that was found.
 *
 * @param tree which tree: {@code root}, {@code initrd} or {@code esp}
 * @param path where in it, with a leading slash
 * @param kind what it is
 * @param why what gave it away, without the secret itself
 */
public record SecretFinding(String tree, String path, SecretKind kind, String why)
        implements Comparable<SecretFinding> {

    /** By place, then kind. */
    @Override
    public int compareTo(SecretFinding other) {
        int byTree = tree.compareTo(other.tree);
        int byPath = byTree != 0 ? byTree : path.compareTo(other.path);
        return byPath != 0 ? byPath : kind.compareTo(other.kind);
    }
}
