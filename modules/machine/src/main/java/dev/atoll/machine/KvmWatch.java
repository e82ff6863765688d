package dev.atoll.machine;

import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.Pause;
import dev.atoll.machine.qemu.KvmFailure;
import dev.atoll.machine.qemu.QmpEvent;
import java.time.Duration;
import java.util.Optional;

/** Watches the first moments of a machine under KVM: does its kernel speak, or does KVM let it die? */
record KvmWatch(Duration limit) {
    /** Firmware may reset once or twice of its own accord; a guest that only resets has no kernel. */
    private static final int MANY_RESETS = 3;

    /**
     * Watches until the kernel speaks or the boot fails for a reason of the image's own.
     *
     * @return why KVM is to blame; empty if it is not
     */
    Optional<String> watch(MachineProcesses machine) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean spoke = machine.serial().events().stream()
                    .anyMatch(event ->
                            event.phase().kernelReached() || event.phase().failure());
            if (spoke) {
                return Optional.empty();
            }
            Optional<String> failure = KvmFailure.in(machine.words());
            if (failure.isPresent()) {
                return failure;
            }
            if (!machine.state().alive()) {
                return Optional.of("QEMU ended before any kernel message: " + machine.words());
            }
            if (internalError(machine)) {
                return Optional.of("QEMU reports an internal error");
            }
            long resets = machine.monitor().events().stream()
                    .filter(event -> event.name().equals("RESET") && event.byGuest())
                    .count();
            if (resets >= MANY_RESETS) {
                return Optional.of("the guest reset " + resets + " times before any kernel message");
            }
            if (System.nanoTime() - deadline > 0) {
                return Optional.of("no kernel message within " + limit.toSeconds() + " s");
            }
            Pause.of(Duration.ofMillis(200));
        }
    }

    private static boolean internalError(MachineProcesses machine) {
        try {
            return machine.monitor().events().stream().map(QmpEvent::name).anyMatch("STOP"::equals)
                    && machine.monitor().status().equals("internal-error");
        } catch (MachineException e) {
            return false; // it is ending: the next look tells how
        }
    }
}
