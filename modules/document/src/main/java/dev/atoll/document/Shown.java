package dev.atoll.document;

/** Foreign text made fit for a message: short, on one line, without control characters. */
final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            if (++length > LONGEST) {
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
