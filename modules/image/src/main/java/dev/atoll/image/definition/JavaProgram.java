package dev.atoll.image.definition;

import dev.atoll.document.Spelled;

/** Programs of Atoll's own that an image may hold; each is a folder of jars. */
public enum JavaProgram {
    /** What keeps a machine up to date and reports on it. */
    @Spelled("agent")
    AGENT("agent");

    private final String folder;

    JavaProgram(String folder) {
        this.folder = folder;
    }

    /** Name of its folder below {@code /usr/lib/atoll}, which is also how definitions spell it. */
    public String folder() {
        return folder;
    }
}
