package dev.atoll.disk.efi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable as the firmware's store holds it.
 *
 * @param name for instance {@code PK}; not empty, without NUL
 * @param vendor the name space of its name
 * @param attributes EFI_VARIABLE_* flags of the UEFI specification, chapter 8.2
 * @param time when it was signed; null if its writes are not authenticated
 * @param data its value
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record EfiVariable(
        String name,
        EfiGuid vendor,
        int attributes,
        @Nullable EfiTime time,
        byte[] data) {
    /** EFI_VARIABLE_NON_VOLATILE and EFI_VARIABLE_BOOTSERVICE_ACCESS. */
    public static final int BOOT_ONLY = 0x3;

    /** @throws IllegalArgumentException if the name is empty or has a NUL */
    public EfiVariable {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a variable's name is not empty and has no NUL");
        }
        data = data.clone();
    }

    /** The variable that a signed write makes. */
    public static EfiVariable of(SecureBootVariable variable, AuthenticatedVariable write) {
        return new EfiVariable(
                variable.efiName(),
                variable.vendor(),
                SecureBootVariable.ATTRIBUTES,
                write.timestamp(),
                write.payload());
    }

    /** The variable by which EDK2 keeps Secure Boot switched on once a platform key is enrolled. */
    public static EfiVariable secureBootEnable() {
        EfiGuid vendor = EfiGuid.of("f0a30bc7-af08-4556-99c4-001009c93a44");
        return new EfiVariable("SecureBootEnable", vendor, BOOT_ONLY, null, new byte[] {1});
    }

    /** When it was signed, if its writes are authenticated. */
    public Optional<EfiTime> signedAt() {
        return Optional.ofNullable(time);
    }

    @Override
    public byte[] data() {
        return data.clone();
    }
}
