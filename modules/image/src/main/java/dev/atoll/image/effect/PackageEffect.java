package dev.atoll.image.effect;

import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Default;
import dev.atoll.document.Matches;
import dev.atoll.image.alternative.Alternative;
import dev.atoll.image.definition.PackagePattern;
import dev.atoll.store.Digest;
import java.util.Collection;
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
 * @param files files to make, path to text; mode 0644 unless {@code modes} say another
 * @param accounts users and groups to make, lines of sysusers.d(5)
 * @param tmpfiles what each boot makes in the machine's state, lines of tmpfiles.d(5)
 * @param diversions files of other packages that go to another place, path to path
 * @param alternatives choices that its scripts offer, beside the calls that are read from them
 * @param digests of the texts that were read, by the scripts' names: {@link ScriptReview#digest}; several, separated by
 *     blanks, where architectures differ
 */
public record PackageEffect(
        @Matches(value = PackagePattern.SYNTAX, says = PackagePattern.SAYS)
        String name,

        List<String> scripts,
        String because,
        @Default("{}") Map<String, String> links,
        @Default("{}") Map<String, String> copies,
        @Default("[]") List<Mode> modes,
        @Default("{}") Map<String, String> files,
        @Default("[]") List<String> accounts,
        @Default("[]") List<String> tmpfiles,
        @Default("{}") Map<String, String> diversions,
        @Default("[]") List<Alternative> alternatives,
        @Default("{}") Map<String, String> digests) {
    /**
     * @throws IllegalArgumentException if a path is not in the tree's form, the pattern has two stars, or a digest is
     *     none or is that of a script that {@code scripts} does not name
     */
    public PackageEffect {
        scripts = List.copyOf(scripts);
        links = Map.copyOf(links);
        copies = Map.copyOf(copies);
        modes = List.copyOf(modes);
        files = Map.copyOf(files);
        accounts = List.copyOf(accounts);
        tmpfiles = List.copyOf(tmpfiles);
        diversions = Map.copyOf(diversions);
        alternatives = List.copyOf(alternatives);
        digests = Map.copyOf(digests);
        new PackagePattern(name);
        digests.values().forEach(texts -> split(texts).forEach(Digest::new));
        if (!scripts.containsAll(digests.keySet())) {
            throw new IllegalArgumentException("digests name a script that scripts: does not list");
        }
        Stream.of(
                        links.keySet(),
                        copies.keySet(),
                        copies.values(),
                        files.keySet(),
                        diversions.keySet(),
                        diversions.values())
                .flatMap(Collection::stream)
                .sorted()
                .forEach(PackageEffect::checkPath);
    }

    /** The digests of the texts of a script that were read; none if the review holds for any text. */
    List<String> reviewed(String script) {
        String found = digests.get(script);
        return found == null ? List.of() : split(found);
    }

    private static List<String> split(String texts) {
        return List.of(texts.strip().split(" +", -1));
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

    /** The packages that it speaks of. */
    PackagePattern packages() {
        return new PackagePattern(name);
    }

    private static void checkPath(String path) {
        if (path.isEmpty() || !path.equals(TreePath.of(path))) {
            throw new IllegalArgumentException(
                    "write paths of the image without a leading slash and without .: " + path);
        }
    }
}
