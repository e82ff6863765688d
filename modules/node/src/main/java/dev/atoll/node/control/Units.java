package dev.atoll.node.control;

import dev.atoll.node.linux.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs commands of this program as units of systemd. */
final class Units {
    private static final String PROGRAM = "/usr/bin/atollctl";
    private static final String RECOVER = "/usr/lib/atoll/recover";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(s|m|h)");

    private Units() {}

    /**
     * Runs one now, with this process's input and output, and waits for its end. Should it be killed, what it left is taken
     * back.
     */
    static int run(String unit, List<String> words) {
        List<String> all = new ArrayList<>(List.of(
                "systemd-run",
                "--quiet",
                "--wait",
                "--pipe",
                "--collect",
                "--unit=" + unit,
                "--property=ExecStopPost=" + RECOVER,
                "--",
                PROGRAM));
        all.addAll(words);
        try {
            return new ProcessBuilder(all).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run systemd-run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Runs one after a time, once; another of the same name is replaced. */
    static void later(String unit, Duration time, List<String> words) {
        cancel(unit);
        List<String> all = new ArrayList<>(List.of(
                "systemd-run",
                "--quiet",
                "--collect",
                "--unit=" + unit,
                "--on-active=" + time.toSeconds() + "s",
                "--timer-property=AccuracySec=1s",
                "--",
                PROGRAM));
        all.addAll(words);
        Command.check(LIMIT, all);
    }

    static void cancel(String unit) {
        Command.run(LIMIT, List.of("systemctl", "stop", "--quiet", unit + ".timer"));
    }

    /** @throws IllegalArgumentException if it is no time */
    static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time such as 30s, 5m or 1h");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }
}
