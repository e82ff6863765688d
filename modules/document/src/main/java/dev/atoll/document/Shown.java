package dev.atoll.document;

import java.util.HexFormat;

/**
 * Foreign text made fit for people's eyes. Names and values of packages, images and documents may hold control characters
 * that a terminal obeys, line feeds that make a second message out of one, and characters that reorder a line (Unicode
 * Standard Annex 9).
 */
public final class Shown {
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

    /** Text of any length on one line: its line feeds and tabs written as in source code. */
    public static String oneLine(String text) {
        return cut(text, Integer.MAX_VALUE);
    }

    /** Text of several lines as it is, with U+FFFD for everything harmful but line feeds and tabs. */
    public static String lines(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c != '\n' && c != '\t' && isHarmful(c) ? 0xFFFD : c));
        return out.toString();
    }

    /** JSON that means the same, with escapes for everything harmful but its own line feeds. */
    public static String json(String json) {
        StringBuilder out = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            int whole = json.codePointAt(i);
            boolean tag = whole >= 0xE0000 && whole <= 0xE007F;
            if (tag || (c != '\n' && c != '\t' && isHarmful(c) && !Character.isSurrogate(c))) {
                String escaped = tag ? escape(c) + escape(json.charAt(++i)) : escape(c);
                out.append(escaped);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String escape(char c) {
        return "\\u" + HexFormat.of().toHexDigits(c);
    }

    /**
     * Control characters, line feed and tab among them; those that begin a line or change the direction of what follows;
     * tags, which nobody sees; and halves of characters.
     */
    public static boolean isHarmful(int c) {
        return Character.isISOControl(c)
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xE0000 && c <= 0xE007F)
                || (c >= 0xD800 && c <= 0xDFFF);
    }
}
