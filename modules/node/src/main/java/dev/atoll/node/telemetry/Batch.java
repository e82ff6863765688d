package dev.atoll.node.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A request as it lies in the queue and goes over the network.
 *
 * @param body of the request
 * @param records in it
 * @param gzip whether the body is compressed
 * @param note what belongs to it and is not sent; at most {@link Frame#LONGEST_NOTE} characters of ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares batches, and a copy each time would be waste
record Batch(byte[] body, int records, boolean gzip, String note) {
    /** Makes one, compressed if wanted. */
    static Batch of(byte[] body, int records, boolean gzip, String note) {
        return new Batch(gzip ? compressed(body) : body, records, gzip, note);
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 6 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 4096)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return out.toByteArray();
    }
}
