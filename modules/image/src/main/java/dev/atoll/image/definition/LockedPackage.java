package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Text;
import dev.atoll.store.Digest;
import java.util.Optional;

/**
 * One package of a lock.
 *
 * @param name the package's name
 * @param version its version as written
 * @param architecture the distribution's name for it ({@code amd64}, {@code all})
 * @param source the name of the source that offered it
 * @param path path of its file below the archive's root
 * @param size size of its file in bytes
 * @param sha256 digest of its file
 * @param use what it is for, if the image does not hold it
 */
public record LockedPackage(
        @Doc("name of the package") @Matches(value = "[A-Za-z0-9][A-Za-z0-9+._-]*", says = "a package name")
        String name,

        @Doc("version of the package") @Matches(value = "[A-Za-z0-9.+~:^_-]+", says = "a version")
        String version,

        @Doc("architecture of the package") @Matches(value = "[a-z0-9_-]+", says = "the name of an architecture")
        String architecture,

        @Doc("name of its source") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String source,

        @Doc("path below the root of the archive")
        @Matches(value = "(?!/)" + Syntax.BELOW, says = "a relative path without . and ..")
        String path,

        @Doc("size in bytes") @Range(min = 1, max = 1L << 40)
        long size,

        @Doc("SHA-256 of the file") @Text Digest sha256,

        @Doc("what it is for, if the image does not hold it")
        Optional<PackageUse> use) {

    /** A package that the image holds. */
    public LockedPackage(
            String name, String version, String architecture, String source, String path, long size, Digest sha256) {
        this(name, version, architecture, source, path, size, sha256, Optional.empty());
    }

    /** Whether the image holds it. */
    public boolean isInstalled() {
        return use.isEmpty();
    }
}
