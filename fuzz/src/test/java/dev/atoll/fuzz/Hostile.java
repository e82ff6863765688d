package dev.atoll.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The contract of parsers: they return, or throw one of the exceptions they document, and take neither more memory nor
 * more time than their input explains.
 */
public final class Hostile {
    /** What a parser may allocate beside what is in proportion to its input, in bytes. */
    public static final long MEMORY = 16L << 20;

    /** What it may allocate for each byte of input. */
    public static final long PER_BYTE = 1000;

    /** Processor time, in seconds; far more than any reading here takes, even instrumented and on a loaded machine. */
    private static final long SECONDS = 5;

    private static final int LONGEST_MESSAGE = 1 << 16;

    private static final AtomicLong ACCEPTED = new AtomicLong();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Hostile() {}

    /**
     * Reads an input under the contract.
     *
     * @param size of the input in bytes
     * @param refusals what the parser documents to throw for input that it refuses
     * @return what the parser made of the input; empty if it refused it
     */
    public static <T> Optional<T> read(int size, Callable<T> parser, Class<?>... refusals) {
        return read(size, MEMORY, parser, refusals);
    }

    /** Reads with another allowance of memory, in bytes, for a parser that documents it. */
    public static <T> Optional<T> read(int size, long memory, Callable<T> parser, Class<?>... refusals) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long started = THREADS.getCurrentThreadCpuTime();
        Optional<T> result = outcome(parser, refusals);
        long took = (THREADS.getCurrentThreadCpuTime() - started) / 1_000_000_000;
        require(took < SECONDS, took + " s for " + size + " bytes of input");
        if (THREADS.getCurrentThreadAllocatedBytes() - allocated > memory + size * PER_BYTE) {
            // Loading classes allocates too, the first time only.
            allocated = THREADS.getCurrentThreadAllocatedBytes();
            outcome(parser, refusals);
            long used = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            require(used <= memory + size * PER_BYTE, used + " bytes allocated for " + size + " bytes of input");
        }
        return result;
    }

    private static <T> Optional<T> outcome(Callable<T> parser, Class<?>... refusals) {
        try {
            T result = parser.call();
            ACCEPTED.incrementAndGet();
            return Optional.of(result);
        } catch (Exception e) {
            if (!Arrays.asList(refusals).contains(e.getClass())) {
                throw new AssertionError("not an exception that this parser documents: " + e, e);
            }
            String message = e.getMessage();
            if (message == null || message.isBlank() || message.length() > LONGEST_MESSAGE) {
                throw new AssertionError("not a clear refusal: " + message, e);
            }
            return Optional.empty();
        }
    }

    /** How often a parser accepted an input so far. */
    static long accepted() {
        return ACCEPTED.get();
    }

    /** Fails the target. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
