package dev.atoll.image.effect;

import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Default;
import dev.atoll.document.Matches;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stands in for the scripts of one package: a file {@code distro/effects/PACKAGE.yaml}. Paths are in the tree's
 * form: without a leading slash.
 *
 * @param name the package's name, or a pattern with one {@code *}
 * @param scripts the scripts that were read and need not run, by their name
 * @param because what they would have done, and why the image is right without it
 * @param links symbolic links to make, path to target
 * @param copies files to copy inside the tree, path to source
 * @param modes owners and modes to set on what the image has of these paths
 */
public record PackageEffect(
        @Matches(value = "[a-z0-9*][a-z0-9+.*-]*", says = "a package name, or a pattern with *")
        String name,

        List<String> scripts,
        String because,
        @Default("{}") Map<String, String> links,
        @Default("{}") Map<String, String> copies,
        @Default("[]") List<Mode> modes) {
    /** @throws IllegalArgumentException if a path is not in the tree's form or the pattern has two stars */
    public PackageEffect {
        scripts = List.copyOf(scripts);
        links = Map.copyOf(links);
        copies = Map.copyOf(copies);
        modes = List.copyOf(modes);
        if (name.indexOf('*') != name.lastIndexOf('*')) {
            throw new IllegalArgumentException("a pattern has one *, not several: " + name);
        }
        Stream.of(links.keySet().stream(), copies.keySet().stream(), copies.values().stream())
                .flatMap(paths -> paths)
                .sorted()
                .forEach(PackageEffect::checkPath);
    }

    /**
     * An owner and mode to set.
     *
     * @param path in the tree's form
     * @param mode octal, as text
     * @param owner a user's name or number
     * @param group a group's name or number
     */
    public record Mode(
            String path,

            @Matches(value = "0?[0-7]{4}", says = "four octal digits in quotes, such as \"0644\"")
            String mode,

            String owner,
            String group) {
        /** @throws IllegalArgumentException if the path is not in the tree's form */
        public Mode {
            checkPath(path);
        }
    }

    /** Whether it speaks of the package of this name. */
    boolean appliesTo(String packageName) {
        int star = name.indexOf('*');
        return star < 0
                ? name.equals(packageName)
                : packageName.length() >= name.length() - 1
                        && packageName.startsWith(name.substring(0, star))
                        && packageName.endsWith(name.substring(star + 1));
    }

    boolean isPattern() {
        return name.indexOf('*') >= 0;
    }

    private static void checkPath(String path) {
        if (path.isEmpty() || !path.equals(TreePath.of(path))) {
            throw new IllegalArgumentException(
                    "write paths of the image without a leading slash and without .: " + path);
        }
    }
}
