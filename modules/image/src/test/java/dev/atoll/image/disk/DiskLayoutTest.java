package dev.atoll.image.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.definition.Disk;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiskLayoutTest {
    private static final long MIB = 1 << 20;

    @Test
    void partitionsFollowOneAnotherBetweenTwoMargins() {
        DiskLayout layout = DiskLayout.of(new Disk(64, 128, 2, List.of(), 1000));
        assertThat(layout.esp()).isEqualTo(new DiskLayout.Range(MIB, 64 * MIB));
        assertThat(layout.root()).isEqualTo(new DiskLayout.Range(65 * MIB, 128 * MIB));
        assertThat(layout.verity()).isEqualTo(new DiskLayout.Range(193 * MIB, 2 * MIB));
        assertThat(layout.imageSize()).isEqualTo(196 * MIB);
        assertThat(layout.minimum()).isEqualTo(1000 * MIB);
    }

    @Test
    void sizesBeyondFourGibibytesDoNotOverflow() {
        DiskLayout layout = DiskLayout.of(new Disk(65_536, 1_048_576, 65_536, List.of(), 16_777_216));
        assertThat(layout.imageSize()).isEqualTo((65_536L * 2 + 1_048_576 + 2) * MIB);
        assertThat(layout.minimum()).isEqualTo(1L << 44);
    }

    @Test
    void fourFifthsOfAPartitionAreTheLimit() {
        assertThatCode(() -> ArtefactTooLargeException.check("x", 80 * MIB, 100 * MIB))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ArtefactTooLargeException.check("the root", 80 * MIB + 1, 100 * MIB))
                .isInstanceOf(ArtefactTooLargeException.class)
                .hasMessageContaining("the root takes 81 MiB, more than 80 % of its partition of 100 MiB")
                .hasMessageContaining("leave packages out");
        assertThatThrownBy(() -> ArtefactTooLargeException.check("x", Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(ArtefactTooLargeException.class);
    }
}
