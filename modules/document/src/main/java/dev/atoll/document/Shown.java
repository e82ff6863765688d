package dev.atoll.document;

/** Foreign text made fit for a message: short, on one line, without control characters. */
final class Shown {
    private static final int LONGEST = 60;
    private static final int LONGEST_SENTENCE = 1000;

    private Shown() {}

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        return cut(text, LONGEST);
    }

    /** A message of somebody else's, which may quote foreign text. */
    static String sentence(String text) {
        return cut(text, LONGEST_SENTENCE);
    }

    private static String cut(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            if (++length > longest) {
                return out.append('…').toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.appendCodePoint(isHarmful(c) ? 0xFFFD : c);
            }
        }
        return out.toString();
    }

    /** Control characters, and those that change the direction of what follows. */
    static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xD800 && c <= 0xDFFF);
    }
}
