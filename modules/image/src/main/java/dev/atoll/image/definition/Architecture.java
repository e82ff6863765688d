package dev.atoll.image.definition;

import dev.atoll.document.Spelled;

/** The architectures an image can be made for. */
public enum Architecture {
    /** 64-bit x86. */
    @Spelled("x86_64")
    X86_64("x86_64", "amd64");

    private final String machine;
    private final String debian;

    Architecture(String machine, String debian) {
        this.machine = machine;
        this.debian = debian;
    }

    /** Debian's name for it. */
    public String debian() {
        return debian;
    }

    /** As {@code uname -m} says it. */
    @Override
    public String toString() {
        return machine;
    }
}
