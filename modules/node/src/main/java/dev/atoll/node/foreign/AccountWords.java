package dev.atoll.node.foreign;

/** What accounts of a node are, said in the same words for all formats. */
final class AccountWords {
    static final String OWN_GROUP = "every user has a group of its own name as primary group";
    static final String OWN_GROUP_INSTEAD = "name further groups below groups: of the user";
    static final String HOME = "the home directory of a user is always made";
    static final String LOG = "there is no lastlog and faillog on a node";
    static final String SYSTEM = "accounts of a node have ids from 1000";
    static final String SYSTEM_INSTEAD =
            "for a service use DynamicUser= in its unit, or a file below /etc/sysusers.d in the image";

    private AccountWords() {}

    /** Whether a hash stands for a password at all; others lock the account, as it is without one. */
    static boolean isPassword(Text hash) {
        return !hash.text().startsWith("!") && !hash.text().startsWith("*");
    }
}
