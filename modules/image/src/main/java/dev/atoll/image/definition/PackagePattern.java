package dev.atoll.image.definition;

import java.util.Optional;

/**
 * The name of a package, or a pattern of names with one {@code *} for any characters.
 *
 * @param text as it is written
 */
public record PackagePattern(String text) {
    /** For documents. */
    public static final String SYNTAX = "[a-z0-9*][a-z0-9+.*-]*";

    /** What {@link #SYNTAX} stands for. */
    public static final String SAYS = "a package name, or a pattern with *";

    /** @throws IllegalArgumentException if there are two stars */
    public PackagePattern {
        if (text.indexOf('*') != text.lastIndexOf('*')) {
            throw new IllegalArgumentException("a pattern has one *, not several: " + text);
        }
    }

    /** Whether it stands for several names. */
    public boolean isPattern() {
        return text.indexOf('*') >= 0;
    }

    /** Whether it means the package of this name. */
    public boolean matches(String name) {
        return isPattern() ? star(name).isPresent() : text.equals(name);
    }

    /** The part of a name that the star stands for; empty if there is no star or the name is not meant. */
    public Optional<String> star(String name) {
        int star = text.indexOf('*');
        boolean fits = star >= 0
                && name.length() >= text.length() - 1
                && name.startsWith(text.substring(0, star))
                && name.endsWith(text.substring(star + 1));
        return fits ? Optional.of(name.substring(star, name.length() - (text.length() - star - 1))) : Optional.empty();
    }
}
