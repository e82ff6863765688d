package dev.atoll.image.boot;

import dev.atoll.image.definition.Architecture;
import java.util.Locale;

/** Where systemd's EFI programs lie in a root's tree, and what the firmware calls them. */
public final class EfiPrograms {
    private static final String DIRECTORY = "usr/lib/systemd/boot/efi/";

    private EfiPrograms() {}

    /** The boot loader's path in the root. */
    public static String bootLoader(Architecture architecture) {
        return DIRECTORY + bootLoaderName(architecture);
    }

    /** The boot loader's file name. */
    static String bootLoaderName(Architecture architecture) {
        return "systemd-boot" + architecture.efi() + ".efi";
    }

    /** What firmware starts from a disk it has no entry for (UEFI 2.10, 3.5.1.1). */
    static String fallbackName(Architecture architecture) {
        return "BOOT" + architecture.efi().toUpperCase(Locale.ROOT) + ".EFI";
    }

    /** The stub that unified kernel images begin with. */
    static String stub(Architecture architecture) {
        return DIRECTORY + "linux" + architecture.efi() + ".efi.stub";
    }

    /** The stub that add-ons begin with. */
    static String addonStub(Architecture architecture) {
        return DIRECTORY + "addon" + architecture.efi() + ".efi.stub";
    }
}
