package dev.atoll.machine.firmware;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * OVMF with Secure Boot and SMM.
 *
 * @param code the firmware itself, never written to
 * @param variables an empty variable store of the same layout, the template of each machine's own
 */
public record Firmware(Path code, Path variables) {
    /** Where distributions put it, as pairs of names below {@code /usr/share}; 4 MiB layouts first. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("OVMF/OVMF_CODE_4M.secboot.fd", "OVMF/OVMF_VARS_4M.fd"),
            List.of("edk2/x64/OVMF_CODE.secboot.4m.fd", "edk2/x64/OVMF_VARS.4m.fd"),
            List.of("edk2-ovmf/x64/OVMF_CODE.secboot.4m.fd", "edk2-ovmf/x64/OVMF_VARS.4m.fd"),
            List.of("edk2/ovmf/OVMF_CODE.secboot.fd", "edk2/ovmf/OVMF_VARS.fd"),
            List.of("qemu/ovmf-x86_64-smm-code.bin", "qemu/ovmf-x86_64-smm-vars.bin"));

    /** The first complete pair below {@code share} (normally {@code /usr/share}). */
    public static Optional<Firmware> search(Path share) {
        return PAIRS.stream()
                .map(pair -> new Firmware(share.resolve(pair.getFirst()), share.resolve(pair.getLast())))
                .filter(found -> Files.isReadable(found.code) && Files.isReadable(found.variables))
                .findFirst();
    }
}
