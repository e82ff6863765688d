package dev.atoll.store;

import java.net.URI;
import java.util.Optional;

/** A file could not be had as it should be; the text names the address, what was expected and found, and a next step. */
public final class DownloadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final URI uri;
    private final String expected;
    private final String found;

    private DownloadException(Reason reason, String name, URI uri, String expected, String found, String hint) {
        super(("cannot download " + name + " from " + uri + ": "
                                + (expected.isEmpty() ? found : "expected " + expected + ", found " + found))
                        .replace("\n", "\\n") // nor must what a server says begin lines of its own
                + "\n  hint: " + hint);
        this.reason = reason;
        this.uri = uri;
        this.expected = expected;
        this.found = found;
    }

    static DownloadException missing(String name, URI uri, String found) {
        return new DownloadException(
                Reason.MISSING,
                name,
                uri,
                "",
                found,
                "the mirror does not have this file (any more); refresh the lock or use another mirror");
    }

    static DownloadException unreachable(String name, URI uri, String found) {
        return new DownloadException(
                Reason.UNREACHABLE,
                name,
                uri,
                "",
                found,
                "check the network and the proxy settings and run the same command again; what has arrived is kept");
    }

    static DownloadException wrongBytes(String name, URI uri, String expected, String found) {
        return new DownloadException(
                Reason.WRONG_BYTES,
                name,
                uri,
                expected,
                found,
                "the mirror is being updated, damaged or lying; nothing of it was kept; try again later or use another"
                        + " mirror");
    }

    static DownloadException cancelled(String name, URI uri) {
        return new DownloadException(
                Reason.CANCELLED,
                name,
                uri,
                "",
                "interrupted",
                "run the same command again to continue where it stopped");
    }

    public Reason reason() {
        return reason;
    }

    /** The address asked last. */
    public URI uri() {
        return uri;
    }

    /** What should have come, a digest or a size, if that was the question. */
    public Optional<String> expected() {
        return expected.isEmpty() ? Optional.empty() : Optional.of(expected);
    }

    /** What came instead, or what the network or server said. */
    public String found() {
        return found;
    }

    /** Why it failed, the most telling last. */
    public enum Reason {
        /** The server says there is no such file, or that we may not have it. */
        MISSING,
        /** No answer, a cut connection or a server's failure, after all tries. */
        UNREACHABLE,
        /** Bytes came that are not the file: wrong digest or too many. */
        WRONG_BYTES,
        /** The thread was interrupted. */
        CANCELLED
    }
}
