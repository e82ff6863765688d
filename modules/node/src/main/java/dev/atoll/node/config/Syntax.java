package dev.atoll.node.config;

/** Patterns shared by the records of this package, with the words that stand for them in messages. */
final class Syntax {
    static final String ID = "[a-z0-9][a-z0-9-]{0,62}";
    static final String ID_SAYS = "lower-case letters, digits and hyphens, at most 63";

    /** A component of a path: not empty, {@code .} or {@code ..}, without control characters. */
    private static final String COMPONENT = "(?!\\.{1,2}(?:/|$))[^/\\x00-\\x1f\\x7f]+";

    static final String ABSOLUTE = "(?:/" + COMPONENT + ")+";
    static final String ABSOLUTE_SAYS = "an absolute path without . and .. and double or trailing slashes";

    static final String RELATIVE = "(?:\\.\\./){0,8}" + COMPONENT + "(?:/" + COMPONENT + ")*";
    static final String RELATIVE_SAYS = "a path relative to this file, with .. only at its beginning";

    /** All else of a node is its image, which is read-only. */
    static final String WRITABLE = "/(?:etc|var)(?:/" + COMPONENT + ")+";

    static final String WRITABLE_SAYS = "a path below /etc or /var, as all else belongs to the image";

    static final String TARGET = "[^\\x00-\\x1f\\x7f]+";
    static final String TARGET_SAYS = "the target of a link, not empty and on one line";

    static final String UNIT =
            "[A-Za-z0-9:_.\\\\@-]+\\.(?:service|socket|timer|path|target|mount|automount|swap|slice|scope|device)";
    static final String UNIT_SAYS = "the full name of a unit, such as ssh.service";

    static final String ACCOUNT = "[a-z_][a-z0-9_-]{0,30}";
    static final String ACCOUNT_SAYS = "a name of lower-case letters, digits, _ and -, at most 31";

    static final String OWNER = "[a-z_][a-z0-9_-]{0,30}|0|[1-9][0-9]{0,8}";
    static final String OWNER_SAYS = "a name or a number";

    static final String MODE = "0?[0-7]{4}";
    static final String MODE_SAYS = "four octal digits in quotes, such as \"0644\"";

    static final String LINE = "[^\\x00-\\x1f\\x7f]*";
    static final String LINE_SAYS = "one line";

    static final String URL = "https?://[^\\x00-\\x20\\x7f]+";
    static final String URL_SAYS = "an http or https URL";

    static final String SHA256 = "[0-9a-f]{64}";
    static final String SHA256_SAYS = "a SHA-256 digest, 64 lower-case hexadecimal digits";

    static final String HOST =
            "(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*";
    static final String HOST_SAYS = "a host name";

    private static final String V4 = "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}";
    private static final String V6 = "[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";

    /** Coarse, for editors; {@link Addresses} reads them. */
    static final String ADDRESS = "(?:" + V4 + "|" + V6 + ")";

    static final String ADDRESS_SAYS = "an IPv4 or IPv6 address";
    static final String PREFIX = "(?:" + V4 + "|" + V6 + ")/[0-9]{1,3}";
    static final String PREFIX_SAYS = "an address with the length of its prefix, such as 10.0.0.2/24";

    static final String INTERFACE = "[A-Za-z0-9_.-]{1,15}";
    static final String INTERFACE_SAYS = "the name of an interface, at most 15 letters, digits, . _ -";

    static final String REGISTRY = "[a-z0-9][a-z0-9.-]*(?::[0-9]+)?(?:/[a-z0-9._/-]+)?";
    static final String REGISTRY_SAYS = "a registry such as registry.example.org:5000/team";

    private Syntax() {}
}
