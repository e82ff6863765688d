package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What scalars mean to the formats' own readers. YAML 1.1 knows more words for truth values than the core schema of 1.2, and
 * octal numbers that begin with a zero.
 */
final class Scalars {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n");
    private static final int MODES = 07777;

    private Scalars() {}

    static Optional<Boolean> logical(Value value) {
        if (!(value instanceof Value.Scalar(Value.Kind _, String text, Place _))) {
            return Optional.empty();
        }
        String word = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(word) ? Optional.of(true) : FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** Whether a text has no halves of characters, which JSON can write as escapes. */
    static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** A whole number in decimal, of at most 18 digits. */
    static Optional<String> whole(Value value) {
        if (!(value instanceof Value.Scalar(Value.Kind _, String text, Place _)) || !text.matches("-?[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.toString(Long.parseLong(text)));
    }

    /**
     * Permissions as four octal digits. Text is octal; a number is octal if it begins with a zero, else decimal.
     *
     * @param value a scalar
     */
    static Optional<String> mode(Value.Scalar value) {
        String text = value.text();
        boolean octal = value.kind() == Value.Kind.TEXT || text.startsWith("0");
        String digits = text.startsWith("0o") ? text.substring(2) : text;
        if (!digits.matches(octal ? "[0-7]{1,6}" : "[0-9]{1,6}")) {
            return Optional.empty();
        }
        int mode = Integer.parseInt(digits, octal ? 8 : 10);
        return mode > MODES ? Optional.empty() : Optional.of("%04o".formatted(mode));
    }
}
