package dev.atoll.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    private String lines() {
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void plainProgressIsALineAtBothEnds() {
        try (Progress progress = new PlainProgress(out);
                Progress.Task task = progress.task("fetching", 3 << 20, Progress.Unit.BYTES)) {
            task.advance(1 << 20);
            task.advance(2 << 20);
            progress.note("hello");
        }
        assertThat(lines()).isEqualTo("fetching: 3.0 MiB\nhello\nfetching: done, 3.0 MiB\n");
    }

    @Test
    void terminalsShowABarDrawnTenTimesASecondAtMost() {
        AtomicLong now = new AtomicLong();
        try (Progress progress = new TerminalProgress(out, 60, now::get);
                Progress.Task task = progress.task("fetching", 4, Progress.Unit.ITEMS)) {
            task.advance(1);
            now.addAndGet(100_000_000);
            task.advance(1);
        }
        assertThat(lines())
                .isEqualTo("\r\u001b[Kfetching [                        ] 0 of 4"
                        + "\r\u001b[Kfetching [============            ] 2 of 4"
                        + "\r\u001b[Kfetching: done, 2\n");
    }

    @Test
    void barsNeverExceedTheTerminal() {
        try (Progress progress = new TerminalProgress(out, 20, () -> 0)) {
            progress.task("a".repeat(100), 0, Progress.Unit.ITEMS).advance(1);
        }
        assertThat(lines()).isEqualTo("\r\u001b[K" + "a".repeat(19) + "\r\u001b[K");
    }
}
