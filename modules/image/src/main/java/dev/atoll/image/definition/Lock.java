package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Range;
import dev.atoll.document.Text;
import dev.atoll.store.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The exact inputs of an image. Names no host: paths are relative to an archive's root.
 *
 * @param lock version of this schema: 1
 * @param definition digest of the definition it was resolved from
 * @param architecture of the image
 * @param date the build's date, seconds since 1970-01-01 UTC; all modification times are clamped to it
 * @param sources repository metadata that was used, one per source of the definition
 * @param packages all packages of the image, and those that its build reads
 */
public record Lock(
        @Doc("version of the schema, 1") @Range(min = 1, max = 1)
        int lock,

        @Doc("SHA-256 of the definition") @Text Digest definition,

        @Doc("architecture of the image") Architecture architecture,

        @Doc("date of the build, seconds since 1970") @Range(min = 0, max = 253_402_300_799L)
        long date,

        @Doc("repository metadata") List<LockedSource> sources,

        @Doc("packages of the image, and of its build") List<LockedPackage> packages) {
    public Lock {
        sources = List.copyOf(sources);
        packages = List.copyOf(packages);
        Set<String> known = new HashSet<>();
        for (LockedSource source : sources) {
            if (!known.add(source.name())) {
                throw new IllegalArgumentException("two sources are called " + source.name());
            }
        }
        Set<String> names = new HashSet<>();
        for (LockedPackage it : packages) {
            if (!names.add(it.name() + ":" + it.architecture())) {
                throw new IllegalArgumentException("two packages are called " + it.name() + ":" + it.architecture());
            }
            if (!known.contains(it.source())) {
                throw new IllegalArgumentException(it.name() + " comes from an unknown source " + it.source());
            }
        }
    }
}
