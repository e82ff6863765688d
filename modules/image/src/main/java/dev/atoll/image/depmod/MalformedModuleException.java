package dev.atoll.image.depmod;

/** The modules of a kernel cannot be indexed; the message names the file and what to do. */
public final class MalformedModuleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    MalformedModuleException(String path, String message) {
        super(path + ": " + message);
        this.path = path;
    }

    /** The tree path of the file or directory at fault. */
    public String path() {
        return path;
    }
}
