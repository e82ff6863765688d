package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Spelled;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * Scripts that nothing stands in for, and that the image is built without all the same.
 *
 * @param packages whose they are: a name, or a pattern with one {@code *}
 * @param scripts their names
 * @param parts if not empty, only what these tools of debhelper generated in them; the rest needs its review
 * @param lost what the image does not have because of it, for people
 */
public record Acknowledgement(
        @Spelled("package")
        @Doc("package whose scripts nothing stands in for, or a pattern with *")
        @Matches(value = PackagePattern.SYNTAX, says = PackagePattern.SAYS)
        String packages,

        @Doc("its scripts")
        @Default("[preinst, postinst]")
        @NotEmpty
        @Unique
        @Matches(value = "preinst|postinst", says = "preinst or postinst")
        List<String> scripts,

        @Doc("only the parts of the scripts that these tools generated")
        @Default("[]")
        @Unique
        @Matches(value = "dh_[a-z0-9_]+", says = "a tool of debhelper, such as dh_python3")
        List<String> parts,

        @Doc("what the image lacks because of it")
        @Matches(value = "[^\\x00-\\x1f\\x7f]*\\S[^\\x00-\\x1f\\x7f]*", says = "a sentence in one line")
        String lost) {
    /** @throws IllegalArgumentException if the pattern has two stars */
    public Acknowledgement {
        scripts = List.copyOf(scripts);
        parts = List.copyOf(parts);
        new PackagePattern(packages);
    }

    /** Whether it is about a whole script of a package. */
    public boolean covers(String packageName, String script) {
        return parts.isEmpty() && means(packageName, script);
    }

    /** Whether it is about parts of a script that tools generated. */
    public boolean coversParts(String packageName, String script) {
        return !parts.isEmpty() && means(packageName, script);
    }

    private boolean means(String packageName, String script) {
        return scripts.contains(script) && new PackagePattern(packages).matches(packageName);
    }
}
