package dev.atoll.image.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LineIdsTest {
    private static final LineIds IDS = new LineIds("lagoon");

    private static List<UUID> uuids(LineIds ids) {
        return List.of(ids.fileSystem(), ids.verity(), ids.disk(), ids.esp());
    }

    @Test
    void areVersionEightUuidsOfTheVariantOfRfc9562() {
        for (String id : List.of("lagoon", "a", "b", "c", "d", "e", "f", "g")) {
            assertThat(uuids(new LineIds(id))).allSatisfy(uuid -> {
                assertThat(uuid.version()).isEqualTo(8);
                assertThat(uuid.variant()).isEqualTo(2);
            });
        }
    }

    @Test
    void keepAllOtherBitsOfTheHash() {
        String hash =
                Digest.of("atoll:lagoon:disk".getBytes(StandardCharsets.UTF_8)).hex();
        String uuid = IDS.disk().toString().replace("-", "");
        assertThat(uuid.substring(0, 12)).isEqualTo(hash.substring(0, 12));
        assertThat(uuid.substring(13, 16)).isEqualTo(hash.substring(13, 16));
        assertThat(uuid.substring(17)).isEqualTo(hash.substring(17, 32));
    }

    @Test
    void differByPurposeAndByLine() {
        assertThat(Stream.of(IDS, new LineIds("reef")).flatMap(ids -> uuids(ids).stream()))
                .doesNotHaveDuplicates();
        assertThat(uuids(new LineIds("lagoon"))).isEqualTo(uuids(IDS));
        assertThat(IDS.salt()).hasSize(32).isNotEqualTo(new LineIds("reef").salt());
        assertThat(IDS.espSerial()).isNotEqualTo(new LineIds("reef").espSerial());
    }

    @Test
    void partitionsHaveTheHalvesOfTheRootHash() {
        assertThat(LineIds.partitionIds("00112233445566778899aabbccddeefffedcba98765432100123456789abcdef"))
                .containsExactly(
                        UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                        UUID.fromString("fedcba98-7654-3210-0123-456789abcdef"));
    }

    @Test
    void theVolumeNameIsAsLongAsEverFits() {
        assertThat(IDS.volumeName()).isEqualTo("lagoon");
        assertThat(new LineIds("a-very-long-image-id").volumeName()).isEqualTo("a-very-long-ima");
    }
}
