package dev.atoll.image.cabundle;

/** A file that should hold one certificate in PEM form does not; the message names it. */
public final class MalformedCertificateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    MalformedCertificateException(String path, String message) {
        super(path + ": " + message);
        this.path = path;
    }

    /** The tree path of the file. */
    public String path() {
        return path;
    }
}
