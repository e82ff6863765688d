package dev.atoll.machine.serial;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the bytes of a console into lines of plain text, as they come.
 *
 * <p>Control sequences (ECMA-48: CSI, OSC and other strings, two-character escapes) vanish, wherever the bytes are
 * cut; a cursor move or a carriage return ends a line as a line feed does. Blank lines vanish. Bytes that are not UTF-8
 * become U+FFFD. Not safe for use by several threads.
 */
final class ConsoleText {
    /** A longer line is cut into several of this many bytes. */
    static final int MAX_LINE_BYTES = 4096;

    private enum State {
        TEXT,
        ESCAPE,
        ESCAPE_INTERMEDIATE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private State state = State.TEXT;
    private int swallowed;

    /** Takes more bytes and returns the lines completed by them. */
    List<String> accept(byte[] bytes, int length) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            accept(bytes[i] & 0xff, lines);
        }
        return lines;
    }

    /** The line begun and not ended, such as a prompt. */
    String pending() {
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    private void accept(int b, List<String> lines) {
        switch (state) {
            case TEXT -> text(b, lines);
            case ESCAPE ->
                become(
                        switch (b) {
                            case '[' -> State.CSI;
                            case ']', 'P', 'X', '^', '_' -> State.STRING;
                            default -> b >= 0x20 && b <= 0x2f ? State.ESCAPE_INTERMEDIATE : State.TEXT;
                        });
            case ESCAPE_INTERMEDIATE -> {
                if (b < 0x20 || b > 0x2f) {
                    become(State.TEXT);
                }
            }
            case CSI -> csi(b, lines);
            case STRING -> {
                if (b == 0x07 || b == '\n' || ++swallowed > MAX_LINE_BYTES) {
                    become(State.TEXT);
                } else if (b == 0x1b) {
                    state = State.STRING_ESCAPE;
                }
            }
            case STRING_ESCAPE -> become(State.TEXT);
        }
    }

    private void csi(int b, List<String> lines) {
        if (b >= 0x40 && b <= 0x7e) {
            if (b == 'H' || b == 'f' || b == 'J') {
                end(lines);
            }
            become(State.TEXT);
        } else if (b < 0x20 || b > 0x3f || ++swallowed > MAX_LINE_BYTES) {
            become(State.TEXT);
            text(b, lines);
        }
    }

    private void text(int b, List<String> lines) {
        if (b == 0x1b) {
            become(State.ESCAPE);
        } else if (b == '\n' || b == '\r') {
            end(lines);
        } else if (b == '\t' || (b >= 0x20 && b != 0x7f)) {
            line.write(b);
            if (line.size() >= MAX_LINE_BYTES) {
                end(lines);
            }
        }
    }

    private void end(List<String> lines) {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        if (!text.isBlank()) {
            lines.add(text);
        }
    }

    private void become(State next) {
        state = next;
        swallowed = 0;
    }
}
