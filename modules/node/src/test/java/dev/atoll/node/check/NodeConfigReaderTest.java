package dev.atoll.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigReaderTest {
    private static final String CA = "caCertificates: [{name: a, pem: \"%s\"}]";

    private static List<Problem> problems(String text) {
        InvalidDocumentException thrown = catchThrowableOfType(InvalidDocumentException.class, () -> read(text));
        assertThat(thrown).as(text).isNotNull();
        return thrown.problems();
    }

    private static NodeConfig read(String text) {
        return NodeConfigReader.read("node.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSmallestConfigurationChangesNothing() {
        assertThat(read("node: 1\n").users()).isEmpty();
    }

    @Test
    void theExampleIsValid() {
        assertThat(NodeConfigReader.read(Path.of("../../examples/web.yaml")).containers())
                .hasSize(1);
    }

    @Test
    void allProblemsAreFoundAtOnceWithTheirPlaces() {
        List<Problem> problems = problems("""
                node: 1
                hostnam: web
                users:
                  - {name: Core}
                files:
                  - {path: /usr/bin/x, text: ""}
                network:
                  interfaces:
                    - {name: eth0, addresses: [10.0.0.300/24]}
                """);
        assertThat(problems).extracting(it -> it.place().orElseThrow().line()).containsExactly(2, 4, 6, 9);
        assertThat(problems.getFirst().hint().orElseThrow()).contains("hostname");
        assertThat(problems.get(2).message()).contains("a path below /etc or /var");
        assertThat(problems.get(3).message()).contains("10.0.0.300");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "users: [{name: a}, {name: a}]! two of the user a",
                "users: [{name: a, id: 1001}, {name: b, id: 1001}]! user with the id 1001",
                "files: [{path: /etc/x}]! either text or url",
                "files: [{path: /etc/x, url: \"https://h/x\"}]! needs its sha256",
                "files: [{path: /etc/passwd, text: x}]! not for files:",
                "files: [{path: /etc/systemd/system/a.service, text: x}]! not for files:",
                "files: [{path: /etc/../usr/x, text: x}]! a path below /etc or /var",
                "files: [{path: /etc/a, text: x}, {path: /etc/a, text: y}]! as files[0] does",
                "files: [{path: /etc/a, text: x}, {path: /etc/a/b, text: y}]! which is no directory",
                "files: [{path: /etc/sysctl.d/90-node.conf, text: x}];;sysctl: {vm.swappiness: \"1\"}! as sysctl does",
                "units: [{name: a.service}]! needs text, dropIns or state",
                "units: [{name: a.service, text: x, state: masked}]! cannot be masked",
                "network: {interfaces: [{name: a, vlan: {id: 1, on: b}}]}! there is no interface b",
                "network: {interfaces: [{name: a, vlan: {id: 1, on: a}}]}! cannot be on itself",
                "network: {interfaces: [{name: a, bond: {members: [b]}}, {name: b, addresses: [10.0.0.1/8]}]}! so it has no addresses",
                "network: {interfaces: [{name: a, bond: {members: [c]}}, {name: b, bridge: {members: [c]}}, {name: c}]}! is in a already",
                "network: {interfaces: [{name: a, match: {mac: \"52:54:00:12:34:56\"}, vlan: {id: 1, on: b}}, {name: b}]}! only one of",
                "network: {interfaces: [{name: a, routes: [{to: default}]}]}! needs via",
                "network: {interfaces: [{name: a, routes: [{to: 10.0.0.0/8, via: \"fe80::1\"}]}]}! different protocols",
                "network: {interfaces: [{name: a, addresses: [10.0.0.1/33]}]}! at most 32 bits",
                "network: {hosts: {10.1: [a]}}! no IPv4 or IPv6 address",
                "network: {hosts: {10.0.0.1: [a b]}}! a list of host names",
                "network: {proxy: {except: [localhost]}}! needs http, https or both",
                "firewall: {allow: [{ports: []}]}! must not be empty",
                "firewall: {allow: [{ports: [70000]}]}! 65535",
                "sysctl: {swappiness: \"1\"}! is no variable",
                "sysctl: {\"vm.swappiness\": \"1\\n2\"}! one line",
                "containers: [{name: a, image: nginx}]! an image with its registry",
                "containers: [{name: a, image: r/a, after: [b]}]! there is no container b",
                "containers: [{name: a, image: r/a, after: [a]}]! cannot come after itself",
                "containers: [{name: a, image: r/a, after: [b]}, {name: b, image: r/b, after: [a]}]! waits for",
                "containers: [{name: a, image: r/a, ports: [{node: 1, container: 1}]}, {name: b, image: r/b, ports: [{node: 1, container: 2}]}]! two of the port",
                "containers: [{name: a, image: r/a, network: host, ports: [{node: 1, container: 1}]}]! ports lead nowhere",
                "containers: [{name: a, image: r/a, environment: {\"A B\": x}}]! no name of a variable",
                "containers: [{name: a, image: r/a, secrets: [{name: s, from: {}}]}]! give one of them",
                "containers: [{name: a, image: r/a, archive: {file: /var/a, sha256: \"00\"}}]! a SHA-256 digest",
                "include: [{file: /base.yaml}]! a path relative to this file",
                "include: [{file: a/../b.yaml}]! a path relative to this file",
                "include: [{url: \"https://example.org/a\"}]! so it needs its sha256",
                "include: [{}]! an include needs either url or file",
                "report: {url: \"http://example.org/\", headers: {Authorization: {credential: t}}}! the url must begin with https",
                "report: {url: \"https://example.org/\", headers: {Host: {credential: t}}}! is not for configurations to set",
                "containers: [{name: a, image: r/a, volumes: [{source: \"/a:b\", target: /x}]}]! colons",
                "disks: [{name: d, device: /dev/sda, partitions: [{name: p}]}]! a stable name",
                "disks: [{name: d, device: /dev/disk/by-id/x, partitions: [{name: p}, {name: q}]}]! only one partition",
                "disks: [{name: d, device: /dev/disk/by-id/x, partitions: [{name: p, format: swap, mount: /var/x}]}]! not mounted",
                "mounts: [{what: /dev/x, where: /usr/x}]! a path below /var",
                "time: {zone: \"../etc\"}! a zone",
                "node: 2! 1"
            })
    void whatCannotBeIsRefused(String text, String message) {
        String document = text.startsWith("node:") ? text : "node: 1\n" + text.replace(";;", "\n");
        assertThat(problems(document))
                .anySatisfy(
                        problem -> assertThat(problem.message() + problem.hint().orElse(""))
                                .contains(message.strip()))
                .allSatisfy(problem -> assertThat(problem.place()).isPresent());
    }

    @Test
    void certificatesMustBeThoseOfAuthorities() {
        assertThat(problems("node: 1\n" + CA.formatted("x"))).hasSize(1);
        String damaged = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----";
        assertThat(problems("node: 1\n" + CA.formatted(damaged)).getFirst().message())
                .contains("damaged");
    }
}
