package dev.atoll.node.telemetry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who a node is, as attributes of OpenTelemetry's resources. */
final class NodeResource {
    private NodeResource() {}

    /**
     * What the system's files say. What they do not say is left out.
     *
     * @param root of the system
     * @param more attributes, which go before
     */
    static Map<String, String> of(Path root, Map<String, String> more) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("os.type", "linux");
        attributes.put("host.arch", System.getProperty("os.arch", "").replace("aarch64", "arm64"));
        attributes.put("host.name", String.join("", lines(root.resolve("proc/sys/kernel/hostname"))));
        attributes.put("host.id", String.join("", lines(root.resolve("etc/machine-id"))));
        Map<String, String> release = new HashMap<>();
        for (String line : lines(root.resolve("etc/os-release"))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                release.put(
                        line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            }
        }
        attributes.put("os.name", release.getOrDefault("NAME", ""));
        attributes.put("os.version", release.getOrDefault("IMAGE_VERSION", release.getOrDefault("VERSION_ID", "")));
        attributes.values().removeIf(String::isEmpty);
        attributes.putAll(more);
        return Map.copyOf(attributes);
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
