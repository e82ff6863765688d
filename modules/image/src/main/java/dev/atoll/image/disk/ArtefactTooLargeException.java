package dev.atoll.image.disk;

/** Something takes more than 80 % of its partition, which cannot grow on machines that already exist. */
public final class ArtefactTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final long MIB = 1 << 20;

    private ArtefactTooLargeException(String what, long size, long partition) {
        super(
                "%s takes %d MiB, more than 80 %% of its partition of %d MiB; leave packages out or enlarge disk: in the definition"
                        .formatted(what, (size + MIB - 1) / MIB, partition / MIB));
    }

    /**
     * Checks one artefact, sizes in bytes.
     *
     * @throws ArtefactTooLargeException if it is too large
     */
    public static void check(String what, long size, long partition) {
        if (size > partition / 5 * 4) {
            throw new ArtefactTooLargeException(what, size, partition);
        }
    }
}
