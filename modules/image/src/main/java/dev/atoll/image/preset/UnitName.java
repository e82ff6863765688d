package dev.atoll.image.preset;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a unit in its parts: {@code getty@tty1.service}.
 *
 * @param prefix before the at sign or the type
 * @param instance after the at sign: empty text for a template; absent for a plain unit
 * @param type without the dot
 */
record UnitName(String prefix, Optional<String> instance, String type) {
    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9:_.\\\\-]+)(@[A-Za-z0-9:_.\\\\@-]*)?\\."
            + "(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)");
    private static final Set<String> TEMPLATES = Set.of("service", "socket", "target", "timer", "path");

    /** Empty if a text is no name of a unit. */
    static Optional<UnitName> parse(String text) {
        Matcher matcher = NAME.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> instance = Optional.ofNullable(matcher.group(2)).map(at -> at.substring(1));
        return Optional.of(new UnitName(
                Optional.ofNullable(matcher.group(1)).orElseThrow(),
                instance,
                Optional.ofNullable(matcher.group(3)).orElseThrow()));
    }

    boolean isPlain() {
        return instance.isEmpty();
    }

    boolean isTemplate() {
        return instance.filter(String::isEmpty).isPresent();
    }

    boolean isInstance() {
        return instance.filter(name -> !name.isEmpty()).isPresent();
    }

    /** The template with another instance. */
    UnitName with(String newInstance) {
        return new UnitName(prefix, Optional.of(newInstance), type);
    }

    UnitName template() {
        return with("");
    }

    /** Whether a link of this name may stand for a unit. */
    boolean mayStandFor(UnitName unit) {
        boolean mayLink = TEMPLATES.contains(type) || type.equals("device");
        return mayLink && type.equals(unit.type()) && (isSameKind(unit) || (isInstance() && unit.isTemplate()));
    }

    /** Plain both, templates both, or one instance of two templates. */
    private boolean isSameKind(UnitName other) {
        if (isInstance() && other.isInstance()) {
            return instance.equals(other.instance());
        }
        return isPlain() == other.isPlain() && isTemplate() == other.isTemplate();
    }

    @Override
    public String toString() {
        return prefix + instance.map(name -> "@" + name).orElse("") + "." + type;
    }
}
