package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Signal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Understands answers of collectors; see "OTLP/HTTP Response" in the OpenTelemetry protocol specification. */
final class Answer {
    /** Most that a collector can make us wait. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final int LONGEST_MESSAGE = 300;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(32)
                    .build())
            .build();

    private Answer() {}

    /**
     * What an answer means.
     *
     * @param after what {@code Retry-After} says
     * @param now for times in it
     */
    static Reply read(Signal signal, int status, Optional<String> after, byte[] body, Instant now) {
        return switch (status) {
            case 200, 202, 204 -> accepted(signal, body);
            case 429, 502, 503, 504 ->
                new Reply.Unavailable("status " + status, after.flatMap(it -> retryAfter(it, now)));
            default -> new Reply.Refused("status " + status + (status / 100 == 3 ? ", a redirect" : ""));
        };
    }

    /** By RFC 9110, section 10.2.3: seconds, or a date. */
    private static Optional<Duration> retryAfter(String text, Instant now) {
        Optional<Long> seconds = JournalEntryReader.number(text.strip(), Long.MAX_VALUE);
        if (seconds.isPresent()) {
            return Optional.of(Math.min(seconds.get(), LONGEST_WAIT.toSeconds()))
                    .map(Duration::ofSeconds);
        }
        try {
            Instant until = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(now, until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait)
                    .map(it -> it.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : it);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An answer that is no JSON is one too: the status says that all was taken. */
    private static Reply accepted(Signal signal, byte[] body) {
        String count = switch (signal) {
            case LOGS -> "rejectedLogRecords";
            case METRICS -> "rejectedDataPoints";
        };
        long rejected = 0;
        String message = "";
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals(count)) {
                    json.nextToken();
                    rejected = JournalEntryReader.number(json.getString(), Long.MAX_VALUE)
                            .orElse(0L);
                } else if (json.currentToken() == JsonToken.PROPERTY_NAME
                        && json.currentName().equals("errorMessage")) {
                    json.nextToken();
                    String text = String.valueOf(json.getString());
                    message = text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
                }
            }
        } catch (JacksonException e) {
            return new Reply.Accepted(rejected, message);
        }
        return new Reply.Accepted(rejected, message);
    }
}
