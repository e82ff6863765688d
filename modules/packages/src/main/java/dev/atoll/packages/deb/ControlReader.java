package dev.atoll.packages.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads paragraphs of deb822(5) text one after the other, keeping only the fields asked for.
 *
 * <p>Works on bytes and makes strings of wanted values only, since an index has two million lines. Lines are at most
 * {@value #MAX_LINE} bytes and a kept value at most {@value #MAX_VALUE} characters. For one thread.
 */
public final class ControlReader {
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_VALUE = 1 << 24;
    private static final int MAX_FIELDS = 500;
    private static final String ALL = "";

    private final InputStream in;
    private final String subject;
    private final Names wanted;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int limit;
    private int next;
    private long line;

    private ControlReader(InputStream in, String subject, Names wanted) {
        this.in = in;
        this.subject = subject;
        this.wanted = wanted;
    }

    /** Reads all fields; {@code subject} names the text in errors. */
    public static ControlReader of(InputStream in, String subject) {
        return new ControlReader(in, subject, new Names(List.of()));
    }

    /** Reads the {@code wanted} fields only. */
    public static ControlReader of(InputStream in, String subject, List<String> wanted) {
        return new ControlReader(in, subject, new Names(wanted));
    }

    /**
     * The next paragraph that has a field, if there is one.
     *
     * @throws MalformedPackageException if the text is not deb822
     * @throws IOException if it cannot be read
     */
    public Optional<ControlFields> next() throws IOException {
        ControlFields fields = new ControlFields();
        boolean any = false;
        @Nullable String name = null;
        String value = "";
        @Nullable StringBuilder folded = null;
        while (nextLine()) {
            byte first = start == end ? (byte) '\n' : buffer[start];
            if (first == '\n') {
                if (any) {
                    break;
                }
            } else if (first == ' ' || first == '\t') {
                if (!any) {
                    throw malformed("a continuation line without a field");
                }
                if (name != null) {
                    folded = folded == null ? new StringBuilder(value) : folded;
                    append(folded.append('\n'), trimmed(start + 1));
                }
            } else if (first != '#') {
                put(fields, name, value, folded);
                any = true;
                folded = null;
                int colon = colon();
                name = wanted.find(buffer, start, colon);
                if (name != null) {
                    name = name.equals(ALL) ? text(start, colon) : name;
                    value = trimmed(colon + 1);
                }
            }
        }
        put(fields, name, value, folded);
        return any ? Optional.of(fields) : Optional.empty();
    }

    private void put(ControlFields fields, @Nullable String name, String value, @Nullable StringBuilder folded) {
        if (name == null) {
            return;
        }
        if (!fields.add(name, folded == null ? value : folded.toString().strip())) {
            throw malformed("the field " + name + " stands twice in one paragraph");
        }
        if (fields.size() > MAX_FIELDS) {
            throw malformed("a paragraph of more than " + MAX_FIELDS + " fields");
        }
    }

    private void append(StringBuilder value, String text) {
        if (value.length() + text.length() > MAX_VALUE) {
            throw malformed("a value of more than " + MAX_VALUE + " characters");
        }
        value.append(text);
    }

    private int colon() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == ':') {
                if (i == start) {
                    throw malformed("a field without a name");
                }
                return i;
            }
            if (buffer[i] <= ' ') {
                break;
            }
        }
        throw malformed("neither a field nor a continuation");
    }

    private String trimmed(int from) {
        int begin = from;
        while (begin < end && (buffer[begin] == ' ' || buffer[begin] == '\t')) {
            begin++;
        }
        return text(begin, end);
    }

    private String text(int from, int to) {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** Finds the next line, {@code start} to {@code end} in the buffer, without its end and white space before it. */
    private boolean nextLine() throws IOException {
        int begin = next;
        int scan = begin;
        while (true) {
            while (scan < limit && buffer[scan] != '\n') {
                scan++;
            }
            if (scan < limit) {
                break;
            }
            int have = limit - begin;
            if (have > MAX_LINE) {
                throw malformed("a line of more than " + MAX_LINE + " bytes");
            }
            byte[] room = have > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, begin, room, 0, have);
            buffer = room;
            begin = 0;
            scan = have;
            int n = in.read(buffer, have, buffer.length - have);
            limit = have + Math.max(n, 0);
            if (n < 0) {
                if (have == 0) {
                    next = 0;
                    return false;
                }
                break;
            }
        }
        line++;
        next = Math.min(scan + 1, limit);
        start = begin;
        end = scan;
        while (end > start && (buffer[end - 1] == ' ' || buffer[end - 1] == '\t' || buffer[end - 1] == '\r')) {
            end--;
        }
        return true;
    }

    private MalformedPackageException malformed(String why) {
        return new MalformedPackageException(subject, "line " + line, why);
    }

    /** Wanted names by length; without any, all are wanted. */
    private static final class Names {
        private final List<List<byte[]>> byLength = new ArrayList<>();
        private final List<List<String>> names = new ArrayList<>();
        private final boolean all;

        Names(List<String> wanted) {
            all = wanted.isEmpty();
            for (String name : wanted) {
                while (byLength.size() <= name.length()) {
                    byLength.add(new ArrayList<>());
                    names.add(new ArrayList<>());
                }
                byLength.get(name.length()).add(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
                names.get(name.length()).add(name);
            }
        }

        @Nullable
        String find(byte[] buffer, int from, int to) {
            if (all) {
                return ALL;
            }
            int length = to - from;
            if (length >= byLength.size()) {
                return null;
            }
            List<byte[]> candidates = byLength.get(length);
            for (int i = 0; i < candidates.size(); i++) {
                if (matches(candidates.get(i), buffer, from)) {
                    return names.get(length).get(i);
                }
            }
            return null;
        }

        private static boolean matches(byte[] lower, byte[] buffer, int from) {
            for (int i = 0; i < lower.length; i++) {
                byte b = buffer[from + i];
                if (lower[i] != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
                    return false;
                }
            }
            return true;
        }
    }
}
