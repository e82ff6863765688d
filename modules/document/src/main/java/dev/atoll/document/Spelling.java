package dev.atoll.document;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How names of Java are written in documents, and which of them a misspelled one may have meant. */
final class Spelling {
    private static final int LONGEST = 40;

    private Spelling() {}

    /** The constant's {@link Spelled} form, else its name in lower case with hyphens. */
    static String of(Enum<?> constant) {
        try {
            Field field = constant.getDeclaringClass().getField(constant.name());
            Spelled spelled = field.getAnnotation(Spelled.class);
            return spelled != null
                    ? spelled.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("every enum constant is a field: " + constant, e);
        }
    }

    /** The known name closest to a wrong one, if one is close enough to be meant. */
    static Optional<String> nearest(String wrong, List<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = "";
        int best = Math.max(1, wrong.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(wrong.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < best) {
                nearest = name;
                best = distance;
            }
        }
        return Optional.of(nearest).filter(name -> !name.isEmpty());
    }

    /** {@code did you mean "x"?}, or all that would do. */
    static String hint(String wrong, List<String> known) {
        return nearest(wrong, known)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() -> "allowed: " + String.join(", ", known));
    }

    /** Edits from one to the other: insert, delete, replace, swap of neighbours. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        Arrays.setAll(cost[0], j -> j);
        for (int i = 1; i <= a.length(); i++) {
            cost[i][0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
