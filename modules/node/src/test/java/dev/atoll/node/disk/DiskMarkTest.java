package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DiskMarkTest {
    @Test
    void aTableIsKnownByItsGuidInEitherCase() {
        String guid = DiskMark.forTable(UUID.fromString("b3d0a1c2-1111-4222-8333-444455556666"));
        assertThat(guid).isEqualTo("61746f6c-6c64-8222-8333-444455556666");
        assertThat(UUID.fromString(guid).version()).isEqualTo(8);
        assertThat(DiskMark.isOn(guid)).isTrue();
        assertThat(DiskMark.isOn(guid.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(DiskMark.isOn("b3d0a1c2-1111-4222-8333-444455556666")).isFalse();
        assertThat(DiskMark.isOn("")).isFalse();
    }

    @Test
    void eachLabelHasATypeOfItsOwnForEver() {
        UUID data = DiskMark.type("data");
        assertThat(data)
                .isEqualTo(UUID.fromString("6732125e-9dd1-8c40-826b-b655146ad230"))
                .isNotEqualTo(DiskMark.type("logs"));
        assertThat(data.version()).isEqualTo(8);
        assertThat(data.variant()).isEqualTo(2);
    }
}
