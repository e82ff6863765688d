package dev.atoll.image.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Password fields of passwd(5), shadow(5), group(5), gshadow(5), their copies, the history of passwords and user records
 * of systemd. What no password can match ({@code *}, {@code !}, {@code x}) is fine; a hash is not, also behind a lock.
 */
final class PasswordRecords {
    private static final Pattern DATABASE =
            Pattern.compile("(?:.+/)?(passwd|shadow|group|gshadow|opasswd|\\.?htpasswd)(?:-|\\.bak|\\.org|\\.master)?");
    private static final Pattern LOCKED = Pattern.compile("[!*]*(?:x|LK|NP)?[!*]*");
    private static final Pattern HASHED_PASSWORD = Pattern.compile("\"hashedPassword\"\\s*:\\s*\\[\\s*\"[^\"!*]");

    /** Where records have their passwords. */
    private static final Map<String, Integer> FIELDS =
            Map.of("passwd", 1, "shadow", 1, "group", 1, "gshadow", 1, "opasswd", 3, "htpasswd", 1, ".htpasswd", 1);

    /** Databases in which an empty field lets someone in. */
    private static final List<String> EMPTY_MATTERS = List.of("passwd", "shadow", "gshadow");

    private PasswordRecords() {}

    /** Which database the file at a path is. */
    static Optional<String> database(String path) {
        if (path.contains("userdb/")) {
            return Optional.of("userdb");
        }
        if (!path.endsWith("htpasswd") && !path.startsWith("etc/") && !path.contains("base-passwd/")) {
            return Optional.empty();
        }
        var matcher = DATABASE.matcher(path);
        return matcher.matches() && !path.contains("pam.d/") ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Calls back for every field that is not locked, with what is wrong with it. */
    static void check(String database, String text, BiConsumer<SecretKind, String> found) {
        if (database.equals("userdb")) {
            if (HASHED_PASSWORD.matcher(text).find()) {
                found.accept(SecretKind.PASSWORD_HASH, "the record has a hashedPassword");
            }
            return;
        }
        int field = FIELDS.getOrDefault(database, 1);
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            List<String> fields = List.of(line.split(":", -1));
            if (fields.size() <= field || line.startsWith("+") || line.startsWith("-")) {
                return;
            }
            String password = fields.get(field);
            if (password.isEmpty() && EMPTY_MATTERS.contains(database)) {
                found.accept(SecretKind.EMPTY_PASSWORD, "the field of " + fields.getFirst() + " is empty");
            } else if (!LOCKED.matcher(password).matches()) {
                found.accept(SecretKind.PASSWORD_HASH, "the one of " + fields.getFirst());
            }
        });
    }
}
