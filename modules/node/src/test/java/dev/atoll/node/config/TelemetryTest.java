package dev.atoll.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.config.Telemetry.Compression;
import dev.atoll.node.config.Telemetry.Journal;
import dev.atoll.node.config.Telemetry.Metrics;
import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.config.Telemetry.Queue;
import dev.atoll.node.config.Telemetry.Signal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryTest {
    private static Telemetry read(String yaml) {
        return Documents.read("telemetry.yaml", yaml.getBytes(StandardCharsets.UTF_8), Telemetry.class);
    }

    @Test
    void needsOnlyAnEndpoint() {
        Telemetry telemetry = read("otlp: {endpoint: 'https://collector.example.org:4318'}\n");
        assertThat(telemetry.signals()).containsExactly(Signal.LOGS, Signal.METRICS);
        assertThat(telemetry.otlp().compression()).isEqualTo(Compression.GZIP);
        assertThat(telemetry.otlp().timeoutSeconds()).isEqualTo(10);
        assertThat(telemetry.journal()).isEqualTo(new Journal(List.of(), Priority.INFO));
        assertThat(telemetry.metrics()).isEqualTo(new Metrics(60));
        assertThat(telemetry.queue()).isEqualTo(new Queue(64));
        assertThat(telemetry.resource()).isEmpty();
    }

    @Test
    void takesAllKeys() {
        Telemetry telemetry = read("""
                otlp:
                  endpoint: https://collector.example.org/otlp
                  headers: {Authorization: {credential: otlp-token}, X-Key: {file: /etc/keys/otlp}}
                  compression: none
                  timeoutSeconds: 5
                  caFile: /etc/ssl/collector.pem
                signals: [logs]
                journal: {units: [ssh.service, "web-*"], priority: warning}
                metrics: {intervalSeconds: 30}
                queue: {maxMiB: 16}
                resource: {deployment.environment.name: production}
                """);
        assertThat(telemetry.otlp().credentials())
                .isEqualTo(Map.of("otlp-header-authorization", "otlp-token", "otlp-header-x-key", "/etc/keys/otlp"));
        assertThat(telemetry.otlp().caFile()).isEqualTo(Optional.of("/etc/ssl/collector.pem"));
        assertThat(telemetry.journal().units()).containsExactly("ssh.service", "web-*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "otlp: {endpoint: 'ftp://host'}",
                "otlp: {endpoint: 'http://host', headers: {A: {credential: a}}}",
                "otlp: {endpoint: 'https://host', headers: {Authorization: secret}}",
                "{otlp: {endpoint: 'https://host'}, signals: []}",
                "{otlp: {endpoint: 'https://host'}, journal: {units: ['--file=/etc']}, extra: 1}",
                "{otlp: {endpoint: 'https://host'}, queue: {maxMiB: 1}}",
                "{otlp: {endpoint: 'https://host'}, resource: {Environment: a}}"
            })
    void refusesWhatCannotBe(String yaml) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidDocumentException.class);
    }
}
