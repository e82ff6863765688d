package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Priority;
import java.util.Locale;

/**
 * How important a log record is.
 *
 * @param number SeverityNumber of OpenTelemetry
 * @param text as the journal's own tools write it
 */
record Severity(int number, String text) {
    /** By appendix B of OpenTelemetry's data model of logs. */
    static Severity of(Priority priority) {
        int number = switch (priority) {
            case EMERG -> 21;
            case ALERT -> 19;
            case CRIT -> 18;
            case ERR -> 17;
            case WARNING -> 13;
            case NOTICE -> 10;
            case INFO -> 9;
            case DEBUG -> 5;
        };
        return new Severity(number, priority.name().toLowerCase(Locale.ROOT));
    }
}
