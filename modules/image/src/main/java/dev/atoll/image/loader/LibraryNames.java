package dev.atoll.image.loader;

import java.util.Comparator;

/** The order of library names: runs of digits count as numbers, and digits come after all else. */
final class LibraryNames {
    static final Comparator<String> ORDER = LibraryNames::compare;

    private LibraryNames() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length()) {
            boolean digit = isDigit(a, i);
            if (digit != isDigit(b, j)) {
                return digit ? 1 : -1;
            }
            if (digit) {
                int endA = endOfDigits(a, i);
                int endB = endOfDigits(b, j);
                int order = compareNumbers(a.substring(i, endA), b.substring(j, endB));
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else if (j == b.length() || a.charAt(i) != b.charAt(j)) {
                return j == b.length() ? 1 : Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        return j == b.length() ? 0 : -1;
    }

    private static int compareNumbers(String a, String b) {
        String x = a.replaceFirst("^0+", "");
        String y = b.replaceFirst("^0+", "");
        return x.length() == y.length() ? x.compareTo(y) : Integer.compare(x.length(), y.length());
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }
}
