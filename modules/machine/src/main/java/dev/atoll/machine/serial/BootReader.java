package dev.atoll.machine.serial;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Follows boots through the lines of a console: each phase is told once a boot, progress only forwards. Not safe for
 * use by several threads.
 */
final class BootReader {
    private final Set<BootPhase> seen = EnumSet.noneOf(BootPhase.class);
    private int boot = 1;

    /** The event a line makes, if it makes one. */
    Optional<BootEvent> read(String line, Duration since) {
        Optional<BootPhase> told = BootMarkers.phaseOf(line);
        if (told.filter(phase -> beginsAnotherBoot(phase, line)).isPresent()) {
            boot++;
            seen.clear();
        }
        // whatever speaks first, before all that is known, is the firmware
        BootPhase phase = told.orElse(BootPhase.FIRMWARE);
        boolean stale = phase.failure()
                ? !phase.kernelReached() && kernelSeen()
                : seen.stream().anyMatch(before -> !before.failure() && before.compareTo(phase) > 0);
        return !stale && seen.add(phase) ? Optional.of(new BootEvent(boot, phase, since, line)) : Optional.empty();
    }

    /** Firmware after a kernel, or a kernel's first line after more than a kernel. */
    private boolean beginsAnotherBoot(BootPhase phase, String line) {
        return switch (phase) {
            case FIRMWARE, BOOT_LOADER -> kernelSeen();
            case KERNEL ->
                line.contains("Linux version ")
                        && seen.stream().anyMatch(before -> before.kernelReached() && before != BootPhase.KERNEL);
            default -> false;
        };
    }

    private boolean kernelSeen() {
        return seen.stream().anyMatch(BootPhase::kernelReached);
    }
}
