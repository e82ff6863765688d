package dev.atoll.cli.progress;

/** Shows long work, one task after the other or several at once. Thread-safe. */
public interface Progress extends AutoCloseable {
    /**
     * Begins a task.
     *
     * @param label what is done, for people ({@code fetching packages})
     * @param total how much there is to do, in the unit; 0 if that is not known
     * @param unit how to count it
     */
    Task task(String label, long total, Unit unit);

    /** Prints a line for good, above whatever moves. */
    void note(String line);

    /** Clears what moves. */
    @Override
    void close();

    /** One piece of work; closed when it is done, or left unclosed by a failure. Thread-safe. */
    interface Task extends AutoCloseable {
        /** Says that more is done. */
        void advance(long amount);

        /** Ends the task. */
        @Override
        void close();
    }

    /** What tasks count. */
    enum Unit {
        /** Plain numbers: packages, files. */
        ITEMS,
        /** Bytes, shown in MiB. */
        BYTES;

        String show(long amount) {
            return switch (this) {
                case ITEMS -> Long.toString(amount);
                case BYTES -> (amount >> 20) + "." + ((amount >> 10 & 1023) * 10 / 1024) + " MiB";
            };
        }
    }
}
