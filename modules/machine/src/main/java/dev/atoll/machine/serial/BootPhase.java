package dev.atoll.machine.serial;

/** How far a boot has come, in order, and the ways it goes wrong. */
public enum BootPhase {
    FIRMWARE(false, "firmware"),
    BOOT_LOADER(false, "boot loader"),
    KERNEL(false, "kernel"),
    INITRD(false, "initrd"),
    HOST(false, "host system"),
    READY(false, "ready"),

    /** The firmware refuses what it should start: not signed by a key it knows. */
    REFUSED(true, "refused by Secure Boot"),

    /** The firmware found nothing to start. */
    NOTHING_TO_BOOT(true, "nothing to boot"),

    /** A block of the root does not match its hash. */
    CORRUPTED(true, "dm-verity: corrupted"),
    PANIC(true, "kernel panic"),
    EMERGENCY(true, "emergency mode"),

    /** A unit could not start because one it needs did not; the boot may still become ready. */
    DEPENDENCY_FAILED(true, "dependency failed");

    private final boolean failure;
    private final String words;

    BootPhase(boolean failure, String words) {
        this.failure = failure;
        this.words = words;
    }

    /** Whether this is trouble and not progress. */
    public boolean failure() {
        return failure;
    }

    /** Whether a boot that shows this cannot become ready by itself. */
    public boolean fatal() {
        return failure && this != DEPENDENCY_FAILED;
    }

    /** Whether the kernel has spoken, well or badly. */
    public boolean kernelReached() {
        return this != FIRMWARE && this != BOOT_LOADER && this != REFUSED && this != NOTHING_TO_BOOT;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
