package dev.atoll.image.initrd;

import java.util.List;
import java.util.SortedSet;

/** The initrd's lists name things that the image does not have. */
public final class MissingFromTreeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> missing;

    MissingFromTreeException(SortedSet<String> missing) {
        super("the initrd needs what no package of this image brings; add the package or take it off kernel.initrd:\n  "
                + String.join("\n  ", missing));
        this.missing = List.copyOf(missing);
    }

    /** What is missing, by the name it was listed as; sorted. */
    public List<String> missing() {
        return missing;
    }
}
