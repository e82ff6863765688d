package dev.atoll.node.render;

import java.nio.charset.StandardCharsets;

/** Text in names of units, escaped as systemd-escape(1) does. */
final class UnitNames {
    private UnitNames() {}

    /** A normalised absolute path. */
    static String path(String path) {
        return escape(path.substring(1));
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == ':'
                    || c == '_'
                    || (c == '.' && !escaped.isEmpty());
            if (c == '/') {
                escaped.append('-');
            } else if (plain) {
                escaped.append(c);
            } else {
                escaped.append("\\x%02x".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
