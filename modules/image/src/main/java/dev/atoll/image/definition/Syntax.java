package dev.atoll.image.definition;

/** Patterns shared by the records of this package, with the words that stand for them in messages. */
final class Syntax {
    static final String ID = "[a-z0-9][a-z0-9-]*";
    static final String ID_SAYS = "lower-case letters, digits and hyphens";

    /** A component of a path: not empty, {@code .} or {@code ..}, without control characters. */
    private static final String COMPONENT = "(?!\\.{1,2}(?:/|$))[^/\\x00-\\x1f\\x7f]+";

    static final String ABSOLUTE = "(?:/" + COMPONENT + ")+";
    static final String ABSOLUTE_SAYS = "an absolute path without . and .. and double or trailing slashes";

    static final String BELOW = "/?" + COMPONENT + "(?:/" + COMPONENT + ")*";
    static final String BELOW_SAYS = "a path without . and .. and double or trailing slashes";

    /** {@code ..} only at the start. */
    static final String RELATIVE = "(?:\\.\\./)*" + COMPONENT + "(?:/" + COMPONENT + ")*";

    static final String RELATIVE_SAYS = "a path relative to the definition's folder";

    static final String UNIT =
            "[A-Za-z0-9:_.\\\\@-]+\\.(?:service|socket|timer|path|target|mount|automount|swap|slice|scope|device)";
    static final String UNIT_SAYS = "the full name of a unit, such as ssh.service";

    static final String PACKAGE_NAME = "[a-z0-9][a-z0-9+.-]+(?::[a-z0-9-]+)?";
    static final String PACKAGE_NAME_SAYS = "a package name";

    static final String OWNER = "[a-z_][a-z0-9_-]*|0|[1-9][0-9]{0,9}";
    static final String OWNER_SAYS = "a name or a number";

    static final String ARGUMENT = "[!-~](?:[ -~]*[!-~])?";
    static final String ARGUMENT_SAYS = "printable ASCII without blanks at its ends";

    private Syntax() {}
}
