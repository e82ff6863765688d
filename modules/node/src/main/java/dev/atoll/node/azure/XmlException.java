package dev.atoll.node.azure;

/** A document is not XML, or not of the kind that is read. */
public final class XmlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    XmlException(String message, int offset) {
        super(message + " at character " + offset);
    }

    XmlException(String message) {
        super(message);
    }
}
