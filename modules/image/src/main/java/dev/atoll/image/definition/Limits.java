package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Range;
import java.util.Optional;

/**
 * What an image may not grow beyond; a build that does fails. Beside them the build fails whenever an artefact takes
 * more than 80 % of its partition.
 *
 * @param rootMiB size of the root file system
 * @param kernelImageMiB size of the unified kernel image
 * @param packages number of packages
 */
public record Limits(
        @Doc("largest root file system in MiB") @Range(min = 1, max = 1_048_576)
        Optional<Integer> rootMiB,

        @Doc("largest unified kernel image in MiB") @Range(min = 1, max = 65_536)
        Optional<Integer> kernelImageMiB,

        @Doc("most packages") @Range(min = 1, max = 1_000_000)
        Optional<Integer> packages) {}
