package dev.atoll.image.users;

/** A line of a sysusers.d file or of a user database breaks its format; the message names file and line. */
public final class MalformedSysusersException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String source;

    MalformedSysusersException(String source, String message) {
        super(source + ": " + message);
        this.source = source;
    }

    /** The file and the line, {@code usr/lib/sysusers.d/basic.conf:12}. */
    public String source() {
        return source;
    }
}
