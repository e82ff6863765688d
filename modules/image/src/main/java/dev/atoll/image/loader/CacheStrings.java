package dev.atoll.image.loader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** The strings of a cache, each ended by a NUL; one that ends another shares its bytes. */
final class CacheStrings {
    private final Map<String, Integer> offsets = new HashMap<>();
    private final byte[] bytes;

    CacheStrings(SequencedSet<String> strings) {
        List<String> ordered = strings.stream()
                .sorted(Comparator.comparing(CacheStrings::backwards).reversed())
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String holder = "";
        int end = 0;
        for (String text : ordered) {
            if (!holder.endsWith(text) || holder.isEmpty()) {
                out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                end = out.size();
                out.write(0);
                holder = text;
            }
            offsets.put(text, end - text.length());
        }
        this.bytes = out.toByteArray();
    }

    /** From the first of them. */
    int offset(String text) {
        return Optional.ofNullable(offsets.get(text)).orElseThrow();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static String backwards(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
