package dev.atoll.image.users;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words at white space; quotes of both kinds group, a backslash takes the next character as it is. */
final class SysusersWords {
    private final String source;
    private final String line;
    private int at;

    private SysusersWords(String source, String line) {
        this.source = source;
        this.line = line;
    }

    static List<String> split(String source, String line) {
        return new SysusersWords(source, line).words();
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        skipSpace();
        while (at < line.length()) {
            words.add(word());
            skipSpace();
        }
        return words;
    }

    private void skipSpace() {
        while (at < line.length() && isSpace(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
                if (at == line.length()) {
                    throw new MalformedSysusersException(source, "the line ends with a backslash");
                }
                word.append(line.charAt(at));
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (isSpace(c)) {
                break;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new MalformedSysusersException(source, "a quotation does not end");
        }
        return word.toString();
    }
}
