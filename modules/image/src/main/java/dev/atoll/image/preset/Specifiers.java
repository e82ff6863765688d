package dev.atoll.image.preset;

import java.util.Optional;

/** The specifiers that an {@code [Install]} section may use about its own unit. */
record Specifiers(UnitName unit, String defaultInstance) {

    static Specifiers of(UnitName unit, InstallSection install) {
        Specifiers plain = new Specifiers(unit, "");
        return new Specifiers(unit, plain.expand(install.defaultInstance()).orElse(""));
    }

    /** Empty if the text uses a specifier that only a running system can expand. */
    Optional<String> expand(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            at++;
            if (c == '%') {
                Optional<String> value = at < text.length() ? value(text.charAt(at)) : Optional.empty();
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                out.append(value.get());
                at++;
            } else {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }

    private Optional<String> value(char specifier) {
        return switch (specifier) {
            case 'n' -> Optional.of(name().toString());
            case 'N' -> Optional.of(nameWithoutType());
            case 'p' -> Optional.of(unit.prefix());
            case 'j' -> Optional.of(unit.prefix().substring(unit.prefix().lastIndexOf('-') + 1));
            case 'i' -> Optional.of(name().instance().orElse(""));
            case '%' -> Optional.of("%");
            default -> Optional.empty();
        };
    }

    /** The unit's name; for a template that has a default instance, that instance's. */
    UnitName name() {
        return unit.isTemplate() && !defaultInstance.isEmpty() ? unit.with(defaultInstance) : unit;
    }

    private String nameWithoutType() {
        String name = name().toString();
        return name.substring(0, name.length() - unit.type().length() - 1);
    }
}
