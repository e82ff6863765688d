package dev.atoll.image.plan;

import java.util.List;

/** Without a network, or for a repository of our own, files are needed that the store does not have; all are named. */
public final class NotInStoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> missing;

    NotInStoreException(String why, List<String> missing, String hint) {
        super(why + ", and the store lacks " + (missing.size() == 1 ? "a file" : missing.size() + " files") + ":\n  "
                + String.join("\n  ", missing) + "\n  hint: " + hint);
        this.missing = List.copyOf(missing);
    }

    /** What is missing, for people. */
    public List<String> missing() {
        return missing;
    }
}
