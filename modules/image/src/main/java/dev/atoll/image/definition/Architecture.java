package dev.atoll.image.definition;

import dev.atoll.document.Spelled;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The architectures an image can be made for. */
public enum Architecture {
    /** 64-bit x86. */
    @Spelled("x86_64")
    X86_64("x86_64", "amd64", "x64"),

    /** 64-bit ARM, little endian. */
    @Spelled("aarch64")
    AARCH64("aarch64", "arm64", "aa64");

    private final String machine;
    private final String debian;
    private final String efi;

    Architecture(String machine, String debian, String efi) {
        this.machine = machine;
        this.debian = debian;
        this.efi = efi;
    }

    /** The architecture of a name of {@link #toString}, if there is one. */
    public static Optional<Architecture> named(String name) {
        return Arrays.stream(values()).filter(it -> it.machine.equals(name)).findFirst();
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Architecture::toString).toList();
    }

    /** Debian's name for it. */
    public String debian() {
        return debian;
    }

    /** How the names of EFI programs end for it (UEFI 2.10, 3.5.1.1), in lower case: {@code x64}. */
    public String efi() {
        return efi;
    }

    /** As {@code uname -m} says it. */
    @Override
    public String toString() {
        return machine;
    }
}
