package dev.atoll.machine.qemu;

import java.util.List;
import java.util.Optional;

/** The words with which QEMU reports that KVM could not go on with a guest. */
public final class KvmFailure {
    private static final List<String> SIGNS = List.of(
            "KVM internal error",
            "KVM: entry failed",
            "emulation failure",
            "error: kvm run failed",
            "System Management Mode not supported",
            "failed to initialize kvm",
            "Could not access KVM kernel module");

    private KvmFailure() {}

    /** The first line of QEMU's log that says so. */
    public static Optional<String> in(String log) {
        return log.lines()
                .filter(line -> SIGNS.stream().anyMatch(line::contains))
                .map(String::strip)
                .findFirst();
    }
}
