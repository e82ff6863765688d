package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.telemetry.JournalEntry.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads lines of {@code journalctl -o json}, the "Journal JSON Format" of systemd: an object with a key a field. A value is
 * text; a list of numbers, which are the bytes of a value with what is not printable; a list of either, if the entry has the
 * field more than once; or null, if it is too large. Thread safe.
 */
final class JournalEntryReader {
    /** Longest line that is read, in bytes. */
    static final int LONGEST = 1 << 19;

    private static final String CURSOR = "__CURSOR";
    private static final String RECEIVED = "__REALTIME_TIMESTAMP";
    private static final String TIME = "_SOURCE_REALTIME_TIMESTAMP";
    private static final String PRIORITY = "PRIORITY";
    private static final String MESSAGE = "MESSAGE";

    /** Fields that become attributes. */
    private static final List<String> ATTRIBUTES = List.of(
            "_SYSTEMD_UNIT",
            "SYSLOG_IDENTIFIER",
            "SYSLOG_FACILITY",
            "_PID",
            "_COMM",
            "_EXE",
            "UNIT",
            "MESSAGE_ID",
            "CODE_FILE",
            "CODE_LINE",
            "CODE_FUNC",
            "CONTAINER_NAME",
            "CONTAINER_ID_FULL",
            "TRACE_ID",
            "SPAN_ID");

    private static final Set<String> KEPT = Set.copyOf(ATTRIBUTES);
    private static final Pattern CURSOR_SYNTAX = Pattern.compile("[A-Za-z0-9=;]{1,512}");
    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final int DEEPEST = 3;

    /** Times up to the year 2262, which OTLP can express. */
    private static final long LATEST = Long.MAX_VALUE / 1000;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(256)
                    .maxNumberLength(32)
                    .maxStringLength(LONGEST)
                    .build())
            .build();

    /** The fields that the reader wants of entries, beside the addresses that each has. */
    static List<String> wanted() {
        List<String> fields = new ArrayList<>(List.of(MESSAGE, PRIORITY, TIME));
        fields.addAll(ATTRIBUTES);
        return fields;
    }

    /** Whether this may be a place in a journal. */
    static boolean isCursor(String text) {
        return CURSOR_SYNTAX.matcher(text).matches();
    }

    /**
     * Reads a line.
     *
     * @param line holds it from its begin
     * @param length of the line in bytes, at most {@link #LONGEST}
     * @throws JournalEntryException if it is no entry
     */
    JournalEntry read(byte[] line, int length) {
        Map<String, String> fields = new HashMap<>();
        Optional<Message> message = Optional.empty();
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), line, 0, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JournalEntryException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals(MESSAGE)) {
                    message = value(json).map(Content::message);
                } else if (KEPT.contains(name) || isAddress(name)) {
                    value(json).ifPresent(it -> fields.put(name, it.text()));
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new JournalEntryException("not one JSON object");
            }
        } catch (JacksonException e) {
            throw new JournalEntryException("not JSON as the journal has it: " + e.getOriginalMessage(), e);
        }
        return entry(fields, message);
    }

    private static boolean isAddress(String name) {
        return name.equals(CURSOR) || name.equals(RECEIVED) || name.equals(TIME) || name.equals(PRIORITY);
    }

    private static JournalEntry entry(Map<String, String> fields, Optional<Message> message) {
        String cursor = fields.getOrDefault(CURSOR, "");
        if (!isCursor(cursor)) {
            throw new JournalEntryException("without a cursor");
        }
        long received = number(fields.get(RECEIVED), LATEST)
                .orElseThrow(() -> new JournalEntryException("without the time it was received"));
        long time = number(fields.get(TIME), LATEST).orElse(received);
        Optional<Priority> priority = number(fields.get(PRIORITY), 7).map(number -> PRIORITIES.get(number.intValue()));
        fields.keySet().retainAll(KEPT);
        return new JournalEntry(cursor, time, received, priority, message, fields);
    }

    /** A number that is not negative and not above a bound. */
    static Optional<Long> number(@Nullable String text, long most) {
        if (text == null
                || text.isEmpty()
                || text.length() > 18
                || !text.chars().allMatch(it -> it >= '0' && it <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text)).filter(it -> it <= most);
    }

    /** A value as it came: text, or bytes. */
    private record Content(String text, Optional<Message> binary) {
        Message message() {
            return binary.orElseGet(() -> new Message.Text(text));
        }
    }

    /** The value at the parser's place, the first if there is more than one; empty if it was left out. */
    private static Optional<Content> value(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> Optional.of(new Content(whole(json.getString()), Optional.empty()));
            case VALUE_NULL -> Optional.empty();
            case START_ARRAY -> list(json);
            default -> throw new JournalEntryException("a field with a value of the kind " + json.currentToken());
        };
    }

    private static Optional<Content> list(JsonParser json) {
        Optional<Content> first = Optional.empty();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean empty = true;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_NUMBER_INT) {
                bytes.write(octet(json));
            } else if (token == null) {
                throw new JournalEntryException("ends within a field");
            } else {
                Optional<Content> value = value(json);
                first = first.or(() -> value);
            }
            empty = false;
        }
        return first.isPresent() || empty || bytes.size() == 0 ? first : Optional.of(decoded(bytes.toByteArray()));
    }

    private static int octet(JsonParser json) {
        String digits = json.getString();
        return number(digits, 255)
                .map(Long::intValue)
                .orElseThrow(() -> new JournalEntryException("a field with a byte that is none"));
    }

    private static Content decoded(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Content(text, Optional.empty());
        } catch (CharacterCodingException e) {
            Message binary = new Message.Binary(Base64.getEncoder().encodeToString(bytes));
            return new Content(new String(bytes, StandardCharsets.UTF_8), Optional.of(binary));
        }
    }

    /** Escapes of JSON can make halves of characters, which UTF-8 has not. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
