package dev.atoll.packages.version;

/**
 * A version of a Debian package: {@code [epoch:]upstream[-revision]}, ordered as dpkg orders it.
 *
 * <p>{@link #compareTo} is not consistent with {@code equals}: {@code 1.0} and {@code 1.00} compare as equal.
 *
 * @param text the version as written
 */
public record DebianVersion(String text) implements Comparable<DebianVersion> {
    private static final int MAX_EPOCH_DIGITS = 9;

    /**
     * Checks the syntax.
     *
     * @throws IllegalArgumentException if dpkg would refuse the version
     */
    public DebianVersion {
        String fault = fault(text);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException("not a Debian version: '" + text + "': " + fault);
        }
    }

    /** The number before the first colon; 0 without one. */
    public int epoch() {
        int end = epochEnd(text);
        return end == 0 ? 0 : Integer.parseInt(text, 0, end, 10);
    }

    /** The part between epoch and revision. */
    public String upstream() {
        return text.substring(upstreamStart(text), upstreamEnd(text));
    }

    /** The part after the last hyphen; empty without one. */
    public String revision() {
        return text.substring(Math.min(text.length(), upstreamEnd(text) + 1));
    }

    @Override
    public int compareTo(DebianVersion other) {
        return compare(text, other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Compares two versions without making objects: negative if the first is earlier, positive if it is later. Text
     * that is no version is ordered too, by the same rules, so that foreign data cannot make this fail.
     */
    public static int compare(String a, String b) {
        int order = compare(a, 0, epochEnd(a), b, 0, epochEnd(b));
        if (order == 0) {
            order = compare(a, upstreamStart(a), upstreamEnd(a), b, upstreamStart(b), upstreamEnd(b));
        }
        if (order == 0) {
            order = compare(a, upstreamEnd(a) + 1, a.length(), b, upstreamEnd(b) + 1, b.length());
        }
        return order;
    }

    /** Alternating runs of non-digits, by {@link #weight}, and digits, by value; a missing run is empty or zero. */
    private static int compare(String a, int i, int endOfA, String b, int j, int endOfB) {
        while (i < endOfA || j < endOfB) {
            while ((i < endOfA && !isDigit(a.charAt(i))) || (j < endOfB && !isDigit(b.charAt(j)))) {
                int order = weight(a, i, endOfA) - weight(b, j, endOfB);
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            while (i < endOfA && a.charAt(i) == '0') {
                i++;
            }
            while (j < endOfB && b.charAt(j) == '0') {
                j++;
            }
            int first = 0;
            while (i < endOfA && j < endOfB && isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                first = first != 0 ? first : a.charAt(i) - b.charAt(j);
                i++;
                j++;
            }
            if (i < endOfA && isDigit(a.charAt(i))) {
                return 1;
            }
            if (j < endOfB && isDigit(b.charAt(j))) {
                return -1;
            }
            if (first != 0) {
                return first;
            }
        }
        return 0;
    }

    /** Tilde before the end, the end (and digits) before letters, letters before everything else. */
    private static int weight(String text, int at, int end) {
        if (at >= end) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return isDigit(c) ? 0 : isLetter(c) ? c : c + 256;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int epochEnd(String text) {
        return Math.max(0, text.indexOf(':'));
    }

    private static int upstreamStart(String text) {
        return text.indexOf(':') + 1;
    }

    private static int upstreamEnd(String text) {
        int hyphen = text.lastIndexOf('-');
        return hyphen < upstreamStart(text) ? text.length() : hyphen;
    }

    private static String fault(String text) {
        int colon = text.indexOf(':');
        if (colon == 0 || colon > MAX_EPOCH_DIGITS) {
            return "the epoch must have one to nine digits";
        }
        for (int i = 0; i < colon; i++) {
            if (!isDigit(text.charAt(i))) {
                return "the epoch must be a number";
            }
        }
        int upstreamEnd = upstreamEnd(text);
        if (upstreamStart(text) == upstreamEnd) {
            return "the upstream version is empty";
        }
        if (upstreamEnd == text.length() - 1) {
            return "the revision is empty";
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inRevision = i > upstreamEnd;
            if (!isDigit(c) && !isLetter(c) && (inRevision ? "+.~" : "+.~:-").indexOf(c) < 0) {
                return "'" + c + "' is not allowed in it";
            }
        }
        return "";
    }
}
