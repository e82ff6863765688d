package dev.atoll.cli.store;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of time as people write it: {@code 30d}, {@code 12h}, {@code 2w}. */
record Age(Duration duration) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})([hdw])");
    private static final int WEEK = 7;

    /** Reads it from the command line. */
    static final class Converter implements ITypeConverter<Age> {
        @Override
        public Age convert(String text) {
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException("'" + text + "' is not hours, days or weeks, such as 12h, 30d, 2w");
            }
            long count = Long.parseLong(parts.group(1));
            return new Age(
                    switch (parts.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "d" -> Duration.ofDays(count);
                        default -> Duration.ofDays(count * WEEK);
                    });
        }
    }
}
