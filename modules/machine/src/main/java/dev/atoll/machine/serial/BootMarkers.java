package dev.atoll.machine.serial;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which line of a console tells which phase. */
final class BootMarkers {
    private record Marker(Pattern pattern, BootPhase phase) {}

    /** The first match counts, so failures come before progress and what is rarer before what is commoner. */
    private static final List<Marker> MARKERS = List.of(
            marker("Access Denied|Security Violation|Secure Boot.*[Vv]iolation|Bad shim signature", BootPhase.REFUSED),
            marker(
                    "BdsDxe: No bootable option|No bootable device|Start (PXE|HTTP Boot) over IPv",
                    BootPhase.NOTHING_TO_BOOT),
            marker(
                    "dm-verity device corrupted|device-mapper: verity: .*(is corrupted|reached maximum errors)"
                            + "|Verity device detected corruption",
                    BootPhase.CORRUPTED),
            marker("Kernel panic - not syncing", BootPhase.PANIC),
            marker(
                    "You are in (emergency|rescue) mode|Emergency Mode|Reached target .*emergency\\.target"
                            + "|Entering emergency mode|Cannot open access to console, the root account is locked",
                    BootPhase.EMERGENCY),
            marker("Dependency failed for |\\[ *DEPEND *\\]", BootPhase.DEPENDENCY_FAILED),
            marker("^BdsDxe: starting Boot|^systemd-boot \\d|^Boot in \\d+ s|^EFI stub: ", BootPhase.BOOT_LOADER),
            marker("^BdsDxe: |^UEFI Interactive Shell|^SeaBIOS|TianoCore|^>>Start ", BootPhase.FIRMWARE),
            marker(
                    "Run /s?bin/init|Run /init as init process|Running in initrd\\.|Welcome to .*[Ii]nitr(amf|d)"
                            + "|Reached target .*initrd",
                    BootPhase.INITRD),
            marker("Switching root|Switch [Rr]oot|systemd-journald.*Received SIGTERM from PID 1", BootPhase.HOST),
            marker("^\\S+ login: ?$|Startup finished in |Reached target .*[Mm]ulti-[Uu]ser", BootPhase.READY),
            marker("Linux version \\d|^\\[ *\\d+\\.\\d{6}\\]", BootPhase.KERNEL));

    private BootMarkers() {}

    /** What a line tells; empty for most. */
    static Optional<BootPhase> phaseOf(String line) {
        return MARKERS.stream()
                .filter(marker -> marker.pattern.matcher(line).find())
                .map(Marker::phase)
                .findFirst();
    }

    private static Marker marker(String regex, BootPhase phase) {
        return new Marker(Pattern.compile(regex), phase);
    }
}
