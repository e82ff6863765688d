package dev.atoll.image;

import dev.atoll.image.effect.ScriptReview;
import dev.atoll.image.lint.SecretLint;
import java.util.List;

/**
 * What a build made, for people and programs; written beside the image.
 *
 * @param image the image's id and version ({@code atoll 4.0.0})
 * @param date its date, seconds since 1970
 * @param rootHash the root of the hash tree, hexadecimal
 * @param rootBytes size of the root file system
 * @param verityBytes size of the hash tree
 * @param ukiBytes size of the signed unified kernel image
 * @param diskBytes size of the disk image, holes included
 * @param kernel the kernel's version
 * @param files paths in the root
 * @param packages number of packages
 * @param scripts every script that an installation would have run, and what stands in for it
 * @param secrets where secrets were looked for, and what the definition allows
 */
public record BuildReport(
        String image,
        long date,
        String rootHash,
        long rootBytes,
        long verityBytes,
        long ukiBytes,
        long diskBytes,
        String kernel,
        int files,
        int packages,
        List<ScriptReview.Finding> scripts,
        SecretLint.Result secrets) {
    public BuildReport {
        scripts = List.copyOf(scripts);
    }
}
