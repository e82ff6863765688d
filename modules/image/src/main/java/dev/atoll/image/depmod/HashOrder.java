package dev.atoll.image.depmod;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which kmod's hash table yields its keys: by bucket, then by bytes. It shows in {@code modules.symbols}
 * and in the order of modules that {@code modules.order} does not list.
 *
 * <p>The hash is Paul Hsieh's SuperFastHash over little-endian 16-bit words with the key's length as seed, reduced to
 * its low bits; all arithmetic is on 32 bits without sign.
 */
final class HashOrder {
    private HashOrder() {}

    /** @param buckets a power of two */
    static List<String> sort(Collection<String> keys, int buckets) {
        record Placed(int bucket, String key) {}
        return keys.stream()
                .map(key -> new Placed(hash(key) & (buckets - 1), key))
                .sorted(Comparator.comparingInt(Placed::bucket).thenComparing(Placed::key))
                .map(Placed::key)
                .toList();
    }

    static int hash(String key) {
        int hash = key.length();
        int whole = key.length() & ~3;
        for (int at = 0; at < whole; at += 4) {
            hash += word(key, at);
            hash = hash << 16 ^ word(key, at + 2) << 11 ^ hash;
            hash += hash >>> 11;
        }
        hash = tail(hash, key, whole);
        hash ^= hash << 3;
        hash += hash >>> 5;
        hash ^= hash << 4;
        hash += hash >>> 17;
        hash ^= hash << 25;
        return hash + (hash >>> 6);
    }

    private static int tail(int seed, String key, int at) {
        int hash = seed;
        switch (key.length() - at) {
            case 3 -> {
                hash += word(key, at);
                hash ^= hash << 16;
                hash ^= (byte) key.charAt(at + 2) << 18;
                hash += hash >>> 11;
            }
            case 2 -> {
                hash += word(key, at);
                hash ^= hash << 11;
                hash += hash >>> 17;
            }
            case 1 -> {
                hash += (byte) key.charAt(at);
                hash ^= hash << 10;
                hash += hash >>> 1;
            }
            default -> {}
        }
        return hash;
    }

    private static int word(String key, int at) {
        return key.charAt(at) | key.charAt(at + 1) << 8;
    }
}
