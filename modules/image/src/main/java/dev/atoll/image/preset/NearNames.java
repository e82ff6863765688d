package dev.atoll.image.preset;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
final class NearNames {
    private static final int SHOWN = 3;

    private NearNames() {}

    /** Up to three names, the nearest first: the same but for the type, with it as a part, or few letters away. */
    static List<String> of(String wanted, Collection<String> names) {
        String stem = stem(wanted);
        record Near(String name, int distance) {}
        return names.stream()
                .map(name -> new Near(name, stem(name).equals(stem) ? 0 : distance(wanted, name)))
                .filter(near -> near.distance() <= Math.max(2, wanted.length() / 4)
                        || (stem.length() > 2 && near.name().contains(stem)))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(SHOWN)
                .map(Near::name)
                .toList();
    }

    private static String stem(String name) {
        int end = name.lastIndexOf('.');
        return (end < 0 ? name : name.substring(0, end)).replaceFirst("@.*", "");
    }

    /** Letters to insert, remove or change (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
