package dev.atoll.cli.command;

import dev.atoll.document.Shown;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Text on its way to a terminal or a pipe, without what a terminal obeys: everything {@linkplain Shown#isHarmful harmful}
 * but line ends and tabs becomes U+FFFD. Whatever a package, image or server says comes through here. Nothing is kept
 * back, so that {@link #raw} may be used in between.
 */
final class GuardedWriter extends PrintWriter {
    private final PrintWriter raw;

    private GuardedWriter(PrintWriter raw) {
        super(new Guard(raw));
        this.raw = raw;
    }

    /** Guards a writer once. */
    static PrintWriter of(PrintWriter writer) {
        return writer instanceof GuardedWriter ? writer : new GuardedWriter(writer);
    }

    /** What lies behind the guard of {@link #of}, for colours and moving lines. */
    static PrintWriter raw(PrintWriter guarded) {
        return guarded instanceof GuardedWriter it ? it.raw : guarded;
    }

    private static final class Guard extends FilterWriter {
        Guard(PrintWriter raw) {
            super(raw);
        }

        @Override
        public void write(int c) throws IOException {
            out.write(Shown.lines(Character.toString((char) c)));
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            String[] lines = text.substring(offset, offset + length).split("\r\n", -1);
            for (int i = 0; i < lines.length; i++) {
                out.write((i == 0 ? "" : "\r\n") + Shown.lines(lines[i]));
            }
        }
    }
}
