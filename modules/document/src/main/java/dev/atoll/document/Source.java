package dev.atoll.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a document with its lines, to turn positions into {@link Place}s. Lines end as YAML 1.2 section 5.4 says:
 * line feed, carriage return, or both.
 */
final class Source {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String name;
    private final String text;
    private final List<String> lines = new ArrayList<>();

    Source(String name, String text) {
        this.name = name;
        this.text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        int start = 0;
        for (int i = 0; i < this.text.length(); i++) {
            char c = this.text.charAt(i);
            if (c == '\n' || c == '\r') {
                lines.add(this.text.substring(start, i));
                if (c == '\r' && i + 1 < this.text.length() && this.text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        lines.add(this.text.substring(start));
    }

    /**
     * Decodes UTF-8, with or without a byte order mark.
     *
     * @throws InvalidDocumentException {@code not-utf8} at the first byte that is not
     */
    static Source decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        boolean failed = decoder.decode(in, out, true).isError();
        Source source = new Source(name, out.flip().toString());
        if (failed) {
            String message = "not UTF-8: byte 0x%02x at offset %d".formatted(bytes[in.position()], in.position());
            throw source.invalid(
                    "not-utf8", message, source.place(source.text.length()), "save the file in the encoding UTF-8");
        }
        return source;
    }

    String text() {
        return text;
    }

    Place start() {
        return place(0, 0);
    }

    /** The place of a position as the YAML parser counts: line and column from 0, columns in code points. */
    Place place(int line, int column) {
        return new Place(name, line + 1, column + 1, line < lines.size() ? lines.get(line) : "");
    }

    /** The place of an offset into the text, in UTF-16 code units. */
    Place place(int offset) {
        int line = 0;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
                start = i + 1;
            }
        }
        return place(line, text.codePointCount(start, offset));
    }

    InvalidDocumentException invalid(String code, String message, Place place, String hint) {
        return new InvalidDocumentException(List.of(Problem.at(place, code, message, hint)));
    }
}
