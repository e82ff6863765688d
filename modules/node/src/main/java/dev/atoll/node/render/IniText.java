package dev.atoll.node.render;

import java.util.List;

/** A file of sections and assignments, as systemd reads them (systemd.syntax(7)). For one file and one thread. */
final class IniText {
    private final StringBuilder text = new StringBuilder("# Made from the node's configuration.\n");

    IniText section(String name) {
        text.append("\n[").append(name).append("]\n");
        return this;
    }

    IniText set(String key, Object value) {
        text.append(key).append('=').append(value).append('\n');
        return this;
    }

    IniText setAll(String key, List<?> values) {
        values.forEach(value -> set(key, value));
        return this;
    }

    /** One word that systemd is to take as it stands: quoted, specifiers and variables escaped. */
    static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '%' -> quoted.append("%%");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    String text() {
        return text.toString();
    }
}
