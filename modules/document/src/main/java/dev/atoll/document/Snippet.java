package dev.atoll.document;

/**
 * A line of a document with a caret below one of its characters. Long lines are cut to a window around the caret; tabs
 * stay tabs in both lines; characters count the columns a terminal gives them (Unicode Standard Annex 11).
 */
final class Snippet {
    private static final int WINDOW = 100;
    private static final String INDENT = "\n  ";

    private Snippet() {}

    /** Both lines, each after a line feed and two spaces. */
    static String of(String line, int column) {
        int[] points = line.codePoints().toArray();
        int caret = Math.clamp(column - 1L, 0, points.length);
        int from = points.length <= WINDOW ? 0 : Math.clamp(caret - WINDOW / 2L, 0, points.length - WINDOW);
        int to = Math.min(points.length, from + WINDOW);
        StringBuilder out = new StringBuilder(INDENT);
        StringBuilder under = new StringBuilder(INDENT);
        if (from > 0) {
            out.append('…');
            under.append(' ');
        }
        for (int i = from; i < to; i++) {
            int c = points[i];
            out.appendCodePoint(c != '\t' && Shown.isHarmful(c) ? 0xFFFD : c);
            if (i < caret) {
                under.append(c == '\t' ? "\t" : " ".repeat(columns(c)));
            }
        }
        if (to < points.length) {
            out.append('…');
        }
        return out.append(under).append('^').toString();
    }

    private static int columns(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.FORMAT -> Shown.isHarmful(c) ? 1 : 0;
            default -> isWide(c) ? 2 : 1;
        };
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1F9FF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
