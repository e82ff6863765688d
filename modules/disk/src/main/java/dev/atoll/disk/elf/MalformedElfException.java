package dev.atoll.disk.elf;

/** A file is no ELF file, breaks the format, or is of a class or machine that Atoll does not build for. */
public final class MalformedElfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MalformedElfException(String message) {
        super(message.replace("\n", "\\n"));
    }
}
