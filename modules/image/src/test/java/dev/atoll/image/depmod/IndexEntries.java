package dev.atoll.image.depmod;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads binary indexes back, whatever the order of their nodes. */
final class IndexEntries {
    private final ByteBuffer file;
    private final Map<String, List<String>> entries = new TreeMap<>();

    private IndexEntries(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes);
    }

    /** Each key with its values as {@code PRIORITY VALUE}, in order. */
    static Map<String, List<String>> of(byte[] bytes) {
        IndexEntries index = new IndexEntries(bytes);
        if (bytes.length > 0) {
            if (index.file.getInt() != 0xB007F457 || index.file.getInt() != 0x00020001) {
                throw new AssertionError("not an index of version 2.1");
            }
            index.node(index.file.getInt(), "");
        }
        return index.entries;
    }

    private void node(int place, String above) {
        int at = place & 0x0fffffff;
        String key = above;
        if ((place & 0x80000000) != 0) {
            String prefix = string(at);
            at += prefix.length() + 1;
            key += prefix;
        }
        if ((place & 0x20000000) != 0) {
            int first = file.get(at);
            int last = file.get(at + 1);
            at += 2;
            for (int c = first; c <= last; c++, at += 4) {
                if (file.getInt(at) != 0) {
                    node(file.getInt(at), key + (char) c);
                }
            }
        }
        if ((place & 0x40000000) != 0) {
            List<String> values = new ArrayList<>();
            int count = file.getInt(at);
            at += 4;
            for (int i = 0; i < count; i++) {
                String value = string(at + 4);
                values.add(file.getInt(at) + " " + value);
                at += 4 + value.length() + 1;
            }
            entries.put(key, values);
        }
    }

    private String string(int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; file.get(i) != 0; i++) {
            text.append((char) file.get(i));
        }
        return text.toString();
    }
}
