package dev.atoll.node.azure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads small documents of XML 1.0 (fifth edition) in UTF-8: elements, their text and nothing else. A document type, and with
 * it every entity but the five predefined ones, is refused, as are instructions; attributes and comments are read over.
 * Namespaces are not told apart. For one document.
 *
 * <p>A mebibyte, {@value #DEEPEST} levels and {@value #MOST_ELEMENTS} elements at most.
 */
final class XmlReader {
    static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 32;
    private static final int MOST_ELEMENTS = 10_000;
    private static final int LONGEST_REFERENCE = 10;

    private final String text;
    private int at;
    private int elements;

    private XmlReader(String text) {
        this.text = text;
    }

    /**
     * Reads a document.
     *
     * @throws XmlException if it is not one of the kind described
     */
    static XmlElement read(byte[] document) {
        if (document.length > LARGEST) {
            throw new XmlException("more than " + LARGEST + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
            return new XmlReader(text.startsWith("\uFEFF") ? text.substring(1) : text).document();
        } catch (CharacterCodingException e) {
            throw new XmlException("not UTF-8");
        }
    }

    private XmlElement document() {
        if (text.startsWith("<?xml ")) {
            int end = find("?>", "the declaration does not end");
            String declaration = text.substring(0, end).toLowerCase(Locale.ROOT);
            if (declaration.contains("encoding") && !declaration.matches(".*encoding\\s*=\\s*['\"]utf-8['\"].*")) {
                throw new XmlException("another encoding than UTF-8", 0);
            }
            at = end + 2;
        }
        blanksAndComments();
        XmlElement root = element(1);
        blanksAndComments();
        if (at < text.length()) {
            throw new XmlException("something behind the document", at);
        }
        return root;
    }

    private void blanksAndComments() {
        while (true) {
            blanks();
            if (!text.startsWith("<!--", at)) {
                return;
            }
            at = find("-->", "a comment does not end") + 3;
        }
    }

    private void blanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private XmlElement element(int depth) {
        if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw new XmlException("too many elements, or too deep", at);
        }
        expect("<");
        String name = name();
        if (attributes()) {
            return new XmlElement(local(name), "", List.of());
        }
        StringBuilder content = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (true) {
            if (at >= text.length()) {
                throw new XmlException("the element does not end: " + local(name), at);
            } else if (text.startsWith("</", at)) {
                at += 2;
                if (!name().equals(name)) {
                    throw new XmlException("the end of another element than the last", at);
                }
                blanks();
                expect(">");
                return new XmlElement(local(name), content.toString(), children);
            } else if (text.startsWith("<!--", at)) {
                at = find("-->", "a comment does not end") + 3;
            } else if (text.startsWith("<![CDATA[", at)) {
                int end = find("]]>", "a CDATA section does not end");
                content.append(text, at + 9, end);
                at = end + 3;
            } else if (text.charAt(at) == '<') {
                children.add(element(depth + 1));
            } else {
                content.appendCodePoint(character());
            }
        }
    }

    /** Reads to the end of a tag; whether the element ended with it. */
    private boolean attributes() {
        while (true) {
            int before = at;
            blanks();
            if (text.startsWith("/>", at)) {
                at += 2;
                return true;
            } else if (text.startsWith(">", at)) {
                at++;
                return false;
            }
            if (at == before) {
                throw new XmlException("no blank before an attribute", at);
            }
            name();
            blanks();
            expect("=");
            blanks();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            if (quote != '"' && quote != '\'') {
                throw new XmlException("an attribute without quotes", at);
            }
            at++;
            while (at < text.length() && text.charAt(at) != quote) {
                if (text.charAt(at) == '<') {
                    throw new XmlException("< in an attribute", at);
                }
                character();
            }
            expect(String.valueOf(quote));
        }
    }

    private int character() {
        if (text.charAt(at) != '&') {
            int c = text.codePointAt(at);
            if (!isCharacter(c)) {
                throw new XmlException("a character that XML does not have", at);
            }
            at += Character.charCount(c);
            return c;
        }
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > LONGEST_REFERENCE) {
            throw new XmlException("& that begins no reference", at);
        }
        String name = text.substring(at + 1, end);
        int c = switch (name) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "apos" -> '\'';
            case "quot" -> '"';
            default -> number(name);
        };
        at = end + 1;
        return c;
    }

    private int number(String name) {
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.startsWith("#") ? name.substring(hexadecimal ? 2 : 1) : "";
        if (!digits.matches(hexadecimal ? "[0-9a-fA-F]{1,6}" : "[0-9]{1,7}")) {
            throw new XmlException("a reference to something that is not here", at);
        }
        int c = Integer.parseInt(digits, hexadecimal ? 16 : 10);
        if (!isCharacter(c)) {
            throw new XmlException("a character that XML does not have", at);
        }
        return c;
    }

    /** Production 2 of the specification. */
    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || (c >= 0x10000 && c <= 0x10ffff);
    }

    private String name() {
        int start = at;
        while (at < text.length() && isName(text.charAt(at), at == start)) {
            at++;
        }
        if (at == start) {
            throw new XmlException("no name", at);
        }
        return text.substring(start, at);
    }

    private static boolean isName(char c, boolean first) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0xc0;
        return letter || (!first && ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':'));
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private int find(String end, String otherwise) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw new XmlException(otherwise, at);
        }
        return found;
    }

    private void expect(String wanted) {
        if (!text.startsWith(wanted, at)) {
            throw new XmlException("no " + wanted, at);
        }
        at += wanted.length();
    }
}
