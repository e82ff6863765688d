package dev.atoll.disk.efi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Needs ovmf: its empty store, and the one whose variables were enrolled by the firmware itself. */
@Tag("conformance")
class VariableStoreConformanceTest {
    private static final Path FIRMWARE = Tool.file("usr/share/OVMF");

    private static byte[] read(String name) throws IOException {
        Path file = FIRMWARE.resolve(name);
        assertThat(file).as("install ovmf").isRegularFile();
        return Files.readAllBytes(file);
    }

    @Test
    void theEmptyStoreTakesOurVariables() throws IOException {
        VariableStore empty = VariableStore.parse(read("OVMF_VARS_4M.fd"));
        assertThat(empty.variables()).isEmpty();
        AuthenticatedVariable write = new AuthenticatedVariable(
                EfiTime.of(Instant.parse("2026-11-22T00:00:00Z")), new byte[0], new byte[1000]);
        byte[] flash = empty.with(EfiVariable.of(SecureBootVariable.PK, write)).toBytes();
        assertThat(flash).hasSameSizeAs(read("OVMF_VARS_4M.fd"));
        assertThat(VariableStore.parse(flash).get("PK", SecureBootVariable.PK.vendor()))
                .isPresent();
    }

    @Test
    void whatTheFirmwareItselfEnrolledIsRead() throws IOException {
        VariableStore store = VariableStore.parse(read("OVMF_VARS_4M.ms.fd"));
        for (SecureBootVariable variable : SecureBootVariable.values()) {
            EfiVariable held = store.get(variable.efiName(), variable.vendor()).orElseThrow();
            assertThat(held.attributes()).isEqualTo(SecureBootVariable.ATTRIBUTES);
            assertThat(held.signedAt()).isPresent();
            assertThat(SignatureList.parse(held.data()))
                    .isNotEmpty()
                    .allSatisfy(list -> assertThat(list.type()).isEqualTo(SignatureList.X509));
        }
        EfiVariable enable = EfiVariable.secureBootEnable();
        EfiVariable held = store.get(enable.name(), enable.vendor()).orElseThrow();
        assertThat(held.attributes()).isEqualTo(enable.attributes());
        assertThat(held.data()).isEqualTo(enable.data());
        assertThat(held.signedAt()).isEmpty();
    }
}
