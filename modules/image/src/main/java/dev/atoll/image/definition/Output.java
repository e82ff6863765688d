package dev.atoll.image.definition;

import dev.atoll.document.Spelled;

/** What a build writes beside the lock and the report. */
public enum Output {
    /** {@code NAME.raw}: a sparse disk image. */
    DISK,
    /** {@code NAME.root}, {@code NAME.verity}, {@code NAME.efi}: root file system, hash tree, signed kernel image. */
    PARTS,
    /** {@code NAME.tar}: the root's tree, for container engines and other tools. */
    @Spelled("tar")
    TAR
}
