package dev.atoll.disk.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Records of a pax header: {@code LENGTH KEY=VALUE\n}, the length counting itself. */
final class PaxRecords {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(String key, String value) {
        add(key, value.getBytes(StandardCharsets.UTF_8));
    }

    void add(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        int rest = name.length + value.length + 3;
        int length = rest + Integer.toString(rest).length();
        if (Integer.toString(length).length() != Integer.toString(rest).length()) {
            length = rest + Integer.toString(length).length();
        }
        bytes.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(name);
        bytes.write('=');
        bytes.writeBytes(value);
        bytes.write('\n');
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
