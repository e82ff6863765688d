package dev.atoll.image.users;

import java.util.Optional;
import java.util.regex.Pattern;

/** The strict rules of systemd for names and numbers of users and groups. */
final class AccountNames {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{0,30}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private AccountNames() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** A usable number as it is written; empty if it is none. */
    static Optional<Long> number(String text) {
        return NUMBER.matcher(text).matches() && isNumber(Long.parseLong(text))
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    /** 65535 and 2^32-1 mean "none" in the kernel's interfaces. */
    private static boolean isNumber(long id) {
        return id >= 0 && id < 0xffff_ffffL && id != 0xffff;
    }

    static void check(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a name of a user or group");
        }
    }

    static void check(String name, long id) {
        if (!isNumber(id)) {
            throw new IllegalArgumentException(id + " is not a number that " + name + " can have");
        }
    }
}
