package dev.atoll.node.render;

import java.nio.charset.StandardCharsets;

/** Text in names of units, escaped as systemd-escape(1) does, and of devices, as udev does. */
public final class UnitNames {
    private UnitNames() {}

    /** What a label is called below {@code /dev/disk}: all but letters, digits and a few marks as {@code \\xHH}. */
    static String deviceName(String label) {
        StringBuilder name = new StringBuilder();
        label.codePoints().forEach(c -> {
            boolean plain = c >= 0x80 || Character.isLetterOrDigit(c) || "#+-.:=@_".indexOf(c) >= 0;
            name.append(plain ? Character.toString(c) : "\\x%02x".formatted(c));
        });
        return name.toString();
    }

    /** A normalised absolute path. */
    public static String path(String path) {
        return escape(path.substring(1));
    }

    /** Any text. */
    public static String escape(String text) {
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
