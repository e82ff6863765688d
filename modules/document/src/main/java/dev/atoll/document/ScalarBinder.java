package dev.atoll.document;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Binds text, numbers, truth values and enum constants. */
final class ScalarBinder {
    /** Patterns look at foreign text only up to this length: some take time or stack in proportion. */
    private static final int LONGEST_MATCHED = 4096;

    private static final int LONGEST_NUMBER = 24;

    private final Report report;

    ScalarBinder(Report report) {
        this.report = report;
    }

    Optional<String> text(Value value, Rules rules, Trail trail) {
        if (!(value instanceof Value.Scalar(Value.Kind kind, String text, Place place)) || kind == Value.Kind.EMPTY) {
            return mismatch(value, "text", trail);
        }
        if (kind != Value.Kind.TEXT) {
            String hint = "write it in quotes: \"" + Shown.plain(text) + "\"";
            report.add(place, "wrong-type", trail.prefix() + "expected text, found " + value.describe(), hint);
            return Optional.empty();
        }
        if (rules.pattern().isPresent() && !matches(text, rules.pattern().get())) {
            String message =
                    trail.prefix() + "must be " + rules.pattern().get().says() + ", found " + Shown.quoted(text);
            report.add(place, "pattern", message, "");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<Long> whole(Value value, Rules rules, Trail trail, long min, long max) {
        if (!(value instanceof Value.Scalar(Value.Kind kind, String text, Place place)) || kind != Value.Kind.WHOLE) {
            return mismatch(value, "a whole number", trail);
        }
        long least = Math.max(min, rules.range().map(Range::min).orElse(min));
        long most = Math.min(max, rules.range().map(Range::max).orElse(max));
        if (text.length() <= LONGEST_NUMBER) {
            BigInteger number = parse(text);
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return Optional.of(number.longValueExact());
            }
        }
        String bounds = least == most ? "" + least : "from " + least + " to " + most;
        String message = trail.prefix() + "must be " + bounds + ", found " + Shown.plain(text);
        report.add(place, "out-of-range", message, "");
        return Optional.empty();
    }

    Optional<Boolean> logical(Value value, Trail trail) {
        if (value instanceof Value.Scalar(Value.Kind kind, String text, Place _) && kind == Value.Kind.LOGICAL) {
            return Optional.of(Boolean.valueOf(text));
        }
        return mismatch(value, "true or false", trail);
    }

    Optional<Enum<?>> constant(Value value, Class<?> type, Trail trail) {
        List<Enum<?>> constants = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .toList();
        List<String> allowed = constants.stream().map(Spelling::of).toList();
        if (!(value instanceof Value.Scalar(Value.Kind kind, String text, Place place)) || kind == Value.Kind.EMPTY) {
            return mismatch(value, "one of " + String.join(", ", allowed), trail);
        }
        int index = allowed.indexOf(text);
        if (index < 0) {
            String message =
                    trail.prefix() + "unknown value " + Shown.quoted(text) + ", allowed: " + String.join(", ", allowed);
            String hint = Spelling.nearest(text, allowed)
                    .map(name -> "did you mean \"" + name + "\"?")
                    .orElse("");
            report.add(place, "unknown-value", message, hint);
            return Optional.empty();
        }
        return Optional.of(constants.get(index));
    }

    <T> Optional<T> mismatch(Value value, String expected, Trail trail) {
        boolean empty = value instanceof Value.Scalar(Value.Kind kind, String _, Place _) && kind == Value.Kind.EMPTY;
        String hint = empty && trail.parent().isPresent() ? "give it a value or remove the key" : "";
        String message = trail.prefix() + "expected " + expected + ", found " + value.describe();
        report.add(value.place(), "wrong-type", message, hint);
        return Optional.empty();
    }

    private static boolean matches(String text, Matches rule) {
        return text.length() <= LONGEST_MATCHED
                && Pattern.compile(rule.value()).matcher(text).matches();
    }

    /** The core schema's forms: signed decimal, {@code 0o17}, {@code 0x1f}. */
    private static BigInteger parse(String text) {
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        return new BigInteger(text);
    }
}
