package dev.atoll.disk.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the JSON (RFC 8259) of notes: objects to maps, arrays to lists, strings; numbers and names stay text. */
final class NoteJson {
    private static final int DEEPEST = 16;

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Literal(String text) {}

    private final String text;
    private int at;

    private NoteJson(String text) {
        this.text = text;
    }

    /** @throws MalformedElfException if the text is not one JSON value */
    static Object parse(String text) {
        NoteJson json = new NoteJson(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("text after the value");
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("nested too deeply");
        }
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> literal();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new TreeMap<>();
        at++;
        if (next() == '}') {
            at++;
            return members;
        }
        while (true) {
            if (next() != '"') {
                throw wrong("no name of a member");
            }
            String name = string();
            expect(':');
            members.put(name, value(depth + 1));
            if (next() == '}') {
                at++;
                return members;
            }
            expect(',');
        }
    }

    private List<Object> array(int depth) {
        List<Object> elements = new ArrayList<>();
        at++;
        if (next() == ']') {
            at++;
            return elements;
        }
        while (true) {
            elements.add(value(depth + 1));
            if (next() == ']') {
                at++;
                return elements;
            }
            expect(',');
        }
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
        throw wrong("a string does not end");
    }

    private char escape() {
        at++;
        if (at >= text.length()) {
            throw wrong("a string does not end");
        }
        return switch (text.charAt(at)) {
            case '"', '\\', '/' -> text.charAt(at);
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw wrong("an incomplete escape");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private Literal literal() {
        int from = at;
        while (at < text.length() && isLiteral(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw wrong("no value");
        }
        return new Literal(text.substring(from, at));
    }

    private static boolean isLiteral(char c) {
        return "+-.".indexOf(c) >= 0 || Character.isLetterOrDigit(c);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        space();
        if (at >= text.length()) {
            throw wrong("the text ends early");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (next() != c) {
            throw wrong("no '" + c + "'");
        }
        at++;
    }

    private MalformedElfException wrong(String what) {
        return new MalformedElfException("the JSON of a note is wrong at character " + at + ": " + what);
    }
}
