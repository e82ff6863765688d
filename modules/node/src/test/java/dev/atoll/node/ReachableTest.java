package dev.atoll.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.delivery.LastDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachableTest {
    @TempDir
    private Path folder;

    private static NodeConfig read(String yaml) {
        return NodeConfigReader.read("node.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itIsWhatMakesTheNodeReachOthersAndNothingElse() {
        String yaml = """
                node: 1
                hostname: web
                users: [{name: core, sshKeys: [ssh-ed25519 AAAA]}]
                network: {dns: {servers: [10.0.0.1]}, interfaces: [{name: eth0, addresses: [10.0.0.2/24]}]}
                firewall: {allow: [{ports: [443]}]}
                files: [{path: /etc/x, url: "https://example.org/x", sha256: %s}]
                containers: [{name: web, image: example.org/web}]
                units: [{name: ssh.service, state: disabled}]
                """.formatted("ab".repeat(32));
        NodeConfig part = read(Reachable.of(read(yaml)).orElseThrow());
        NodeConfig whole = read(yaml);
        assertThat(part.hostname()).isEqualTo(whole.hostname());
        assertThat(part.users()).isEqualTo(whole.users());
        assertThat(part.network()).isEqualTo(whole.network());
        assertThat(part.firewall()).isEqualTo(whole.firewall());
        assertThat(part.files()).isEmpty();
        assertThat(part.containers()).isEmpty();
        assertThat(part.units()).isEmpty();
    }

    @Test
    void thereMayBeNone() {
        assertThat(Reachable.of(read("node: 1\nmodules: [nfs]\n"))).isEmpty();
    }

    @Test
    void whatWaitsIsNotTaken() throws IOException {
        assertThat(LastDelivery.read(folder)).isEmpty();
        LastDelivery waiting = new LastDelivery("ab", "volume CIDATA", Optional.of("no network"), true);
        waiting.write(folder);
        assertThat(LastDelivery.read(folder)).contains(waiting);
        assertThat(folder.resolve("taken")).doesNotExist();
        new LastDelivery("ab", "volume CIDATA", Optional.empty(), false).write(folder);
        assertThat(folder.resolve("taken")).hasContent("ab\n");
        waiting.write(folder);
        assertThat(folder.resolve("taken")).doesNotExist();
    }
}
