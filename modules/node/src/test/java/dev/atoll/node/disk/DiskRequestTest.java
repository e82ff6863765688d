package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskRequestTest {
    private static final DiskRequest EXPECTED =
            new DiskRequest("store", Path.of("/dev/disk/by-id/x"), true, List.of("data", "vault"), List.of("vault"));

    @Test
    void theUnitsVariablesSayWhatTheConfigurationSays() {
        NodeConfig config = NodeConfigReader.read("node.yaml", """
                node: 1
                disks:
                  - name: store
                    device: /dev/disk/by-id/x
                    wipe: true
                    partitions: [{name: data, sizeMiB: 64}, {name: vault, encrypt: recovery-key}]
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(DiskRequest.of(config.disks().getFirst())).isEqualTo(EXPECTED);
        assertThat(DiskRequest.of(
                        "store",
                        Map.of("DEVICE", "/dev/disk/by-id/x", "WIPE", "yes", "LABELS", "data vault", "KEYED", "vault")))
                .isEqualTo(EXPECTED);
    }

    @Test
    void withoutWordsNothingIsWipedAndNoKeyIsAskedFor() {
        DiskRequest request = DiskRequest.of("store", Map.of("DEVICE", "/dev/disk/by-id/x", "LABELS", "data"));
        assertThat(request.wipe()).isFalse();
        assertThat(request.keyed()).isEmpty();
    }

    @Test
    void aDiskThatIsNotConfiguredIsRefused() {
        assertThatThrownBy(() -> DiskRequest.of("store", Map.of())).hasMessageContaining("no disk store");
    }
}
