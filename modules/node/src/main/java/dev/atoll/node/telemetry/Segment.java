package dev.atoll.node.telemetry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What is known of one file of the queue.
 *
 * @param number its place in the order of files
 * @param size of the frames that are there, in bytes
 * @param records in frames from the place that it was scanned from
 * @param note the last that is not empty; empty if there is none
 * @param damaged bytes after the last frame
 */
record Segment(long number, long size, long records, String note, long damaged) {
    private static final String SUFFIX = ".segment";

    static Path path(Path folder, long number) {
        return folder.resolve("%016x".formatted(number) + SUFFIX);
    }

    /** The number of a file; empty if it is no segment. */
    static Optional<Long> number(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.matches("[0-7][0-9a-f]{15}\\.segment")
                ? Optional.of(Long.parseLong(name.substring(0, 16), 16))
                : Optional.empty();
    }

    /**
     * Looks through a file up to the first frame that is not whole. Headers are believed, but for the last file, whose end may
     * not have reached the disk.
     *
     * @param from where counting of records begins
     * @param verify whether the bytes of all frames are looked at
     */
    static Segment scan(Path file, long number, long from, boolean verify) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long at = 0;
            long records = 0;
            String note = "";
            for (Optional<Frame.Header> next = Frame.header(channel, 0, size);
                    next.isPresent();
                    next = Frame.header(channel, at, size)) {
                Frame.Header header = next.get();
                if (verify) {
                    Optional<Batch> batch = Frame.batch(channel, at, header);
                    if (batch.isEmpty()) {
                        break;
                    }
                    note = batch.get().note().isEmpty() ? note : batch.get().note();
                }
                records += at >= from ? header.records() : 0;
                at += header.length();
            }
            return new Segment(number, at, records, note, size - at);
        }
    }

    /** Cuts off what is not whole. */
    void cut(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(path(folder, number), StandardOpenOption.WRITE)) {
            channel.truncate(size);
            channel.force(true);
        }
    }

    Segment with(long moreBytes, long moreRecords, String newest) {
        return new Segment(number, size + moreBytes, records + moreRecords, newest.isEmpty() ? note : newest, damaged);
    }

    /** Removes the file. */
    void delete(Path folder) throws IOException {
        Files.deleteIfExists(path(folder, number));
    }
}
