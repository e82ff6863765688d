package dev.atoll.machine.qemu;

import dev.atoll.machine.guest.GuestArchitecture;
import java.util.List;

/** What executes the guest's instructions, and why it was chosen. */
public sealed interface Accelerator {

    /** One sentence for people: why this one. */
    String reason();

    /** QEMU's arguments for it. */
    default List<String> arguments(GuestArchitecture guest) {
        return switch (this) {
            case Kvm kvm -> List.of("-accel", "kvm", "-cpu", "host");
            case Tcg tcg -> List.of("-accel", "tcg,thread=multi", "-cpu", guest.emulatedProcessor());
        };
    }

    /** {@code kvm} or {@code tcg}. */
    default String name() {
        return switch (this) {
            case Kvm kvm -> "kvm";
            case Tcg tcg -> "tcg";
        };
    }

    /**
     * The host's processor, through {@code /dev/kvm}.
     *
     * @param forced chosen by the user: a failure is then an error, not a reason for emulation
     * @param memory where a failure is to be remembered
     */
    record Kvm(String reason, boolean forced, AcceleratorMemory memory) implements Accelerator {}

    /** QEMU's emulation: works everywhere, ten times slower. */
    record Tcg(String reason) implements Accelerator {}
}
