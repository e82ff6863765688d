package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterruptionTest {
    @Test
    void theWorkerIsInterruptedAndItsCleanUpWaitedFor() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean cleaned = new AtomicBoolean();
        Interruption[] interruption = new Interruption[1];
        Thread worker = new Thread(() -> {
            try {
                started.countDown();
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                cleaned.set(true);
            } finally {
                interruption[0].finish();
            }
        });
        interruption[0] = Interruption.of(worker);
        worker.start();
        started.await();
        interruption[0].interrupt();
        assertThat(cleaned).isTrue();
        assertThat(interruption[0].requested()).isTrue();
    }

    @Test
    void finishedWorkIsLeftAlone() {
        Interruption interruption = Interruption.of(Thread.currentThread());
        interruption.finish();
        interruption.interrupt();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(interruption.requested()).isFalse();
    }
}
