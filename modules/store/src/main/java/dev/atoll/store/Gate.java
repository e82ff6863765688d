package dev.atoll.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one at a time through, of all threads and processes that use a store: those who look whether a file is there and
 * say that they use it, and those who take files away. Nobody stays inside for longer than some system calls take.
 */
record Gate(Path file) {

    /**
     * Does {@code work} while nobody else is inside.
     *
     * @throws IOException of the work, or if the gate's file cannot be locked, or the thread is interrupted
     */
    @SuppressWarnings("try") // the lock is only held
    void pass(Work work) throws IOException {
        // Locks of files belong to the process, not to a thread, and end when any channel to the file is closed.
        synchronized (Gate.class) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                work.run();
            }
        }
    }

    /** What is done inside. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
