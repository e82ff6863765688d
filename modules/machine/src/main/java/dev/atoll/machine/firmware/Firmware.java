package dev.atoll.machine.firmware;

import dev.atoll.machine.guest.GuestArchitecture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * UEFI firmware with Secure Boot: OVMF with SMM, or AAVMF.
 *
 * @param code the firmware itself, never written to
 * @param variables an empty variable store of the same layout, the template of each machine's own
 */
public record Firmware(Path code, Path variables) {
    /** Where distributions put it, as pairs of names below {@code /usr/share}; 4 MiB layouts first. */
    private static final List<List<String>> X86_64 = List.of(
            List.of("OVMF/OVMF_CODE_4M.secboot.fd", "OVMF/OVMF_VARS_4M.fd"),
            List.of("edk2/x64/OVMF_CODE.secboot.4m.fd", "edk2/x64/OVMF_VARS.4m.fd"),
            List.of("edk2-ovmf/x64/OVMF_CODE.secboot.4m.fd", "edk2-ovmf/x64/OVMF_VARS.4m.fd"),
            List.of("edk2/ovmf/OVMF_CODE.secboot.fd", "edk2/ovmf/OVMF_VARS.fd"),
            List.of("qemu/ovmf-x86_64-smm-code.bin", "qemu/ovmf-x86_64-smm-vars.bin"));

    private static final List<List<String>> AARCH64 = List.of(
            List.of("AAVMF/AAVMF_CODE.secboot.fd", "AAVMF/AAVMF_VARS.fd"),
            List.of("AAVMF/AAVMF_CODE.fd", "AAVMF/AAVMF_VARS.fd"),
            List.of("edk2/aarch64/QEMU_EFI-silent-pflash.raw", "edk2/aarch64/vars-template-pflash.raw"));

    /** The first complete pair below {@code share} (normally {@code /usr/share}). */
    public static Optional<Firmware> search(Path share, GuestArchitecture architecture) {
        return pairs(architecture).stream()
                .map(pair -> new Firmware(share.resolve(pair.getFirst()), share.resolve(pair.getLast())))
                .filter(found -> Files.isReadable(found.code) && Files.isReadable(found.variables))
                .findFirst();
    }

    private static List<List<String>> pairs(GuestArchitecture architecture) {
        return switch (architecture) {
            case X86_64 -> X86_64;
            case AARCH64 -> AARCH64;
        };
    }
}
