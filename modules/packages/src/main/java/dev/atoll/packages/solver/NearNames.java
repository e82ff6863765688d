package dev.atoll.packages.solver;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Names close to a misspelt one: by edit distance (insert, delete, replace, swap neighbours), else by beginning. */
final class NearNames {
    private static final int MOST = 3;
    private static final int LONGEST = 100;

    private NearNames() {}

    /** The nearest names, the nearest first, of equally near ones those that sort first. */
    static List<String> of(String wrong, Stream<String> names) {
        if (wrong.length() > LONGEST) {
            return List.of();
        }
        int limit = wrong.length() <= 4 ? 1 : wrong.length() <= 12 ? 2 : 3;
        List<Near> candidates = names.filter(name -> !name.equals(wrong))
                .filter(name -> Math.abs(name.length() - wrong.length()) <= limit || name.startsWith(wrong))
                .map(name -> new Near(
                        name,
                        Math.abs(name.length() - wrong.length()) <= limit
                                ? distance(wrong, name)
                                : limit + name.length() - wrong.length()))
                .filter(near -> near.distance() <= limit || near.name().startsWith(wrong))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .toList();
        return candidates.stream()
                .filter(near -> near.distance() == candidates.getFirst().distance())
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** Three rows of the table suffice: a swap looks two rows back. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    private record Near(String name, int distance) {}
}
