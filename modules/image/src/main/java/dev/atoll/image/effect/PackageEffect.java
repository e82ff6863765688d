package dev.atoll.image.effect;

import dev.atoll.document.Default;
import java.util.List;
import java.util.Map;

/**
 * What stands in for the scripts of one package: a file {@code distro/effects/PACKAGE.yaml}.
 *
 * @param name the package's name, or a pattern with one {@code *}
 * @param scripts the scripts that were read and need not run, by their name
 * @param because what they would have done, and why the image is right without it
 * @param links symbolic links to make, path to target
 * @param copies files to copy inside the tree, path to source
 * @param modes owners and modes to set
 */
public record PackageEffect(
        String name,
        List<String> scripts,
        String because,
        @Default("{}") Map<String, String> links,
        @Default("{}") Map<String, String> copies,
        @Default("[]") List<Mode> modes) {
    public PackageEffect {
        scripts = List.copyOf(scripts);
        links = Map.copyOf(links);
        copies = Map.copyOf(copies);
        modes = List.copyOf(modes);
    }

    /**
     * An owner and mode to set.
     *
     * @param path in the tree's form
     * @param mode octal, as text
     * @param owner a user's name
     * @param group a group's name
     */
    public record Mode(String path, String mode, String owner, String group) {}

    /** Whether it speaks of the package of this name. */
    boolean appliesTo(String packageName) {
        int star = name.indexOf('*');
        return star < 0
                ? name.equals(packageName)
                : packageName.startsWith(name.substring(0, star)) && packageName.endsWith(name.substring(star + 1));
    }
}
