package dev.atoll.node.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.check.NodeConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderingTest {
    @TempDir
    private Path folder;

    private static Rendering render(String text) {
        return Rendering.of(NodeConfigReader.read("node.yaml", ("node: 1\n" + text).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Rendering rendering, String path) {
        Entry entry = rendering.entries().get(path);
        assertThat(entry).as(path + " of " + rendering.entries().keySet()).isNotNull();
        return switch (entry.content()) {
            case EntryContent.Text(String text) -> text;
            case EntryContent.Appended(String text) -> "+" + text;
            case EntryContent.Link(String target) -> "-> " + target;
            default -> throw new AssertionError(entry);
        };
    }

    @Test
    void nothingMakesNothing() {
        assertThat(render("").entries()).isEmpty();
    }

    @Test
    void usersHaveKeysAndAHome() {
        Rendering rendering = render("users: [{name: core, sshKeys: [ssh-ed25519 AAAA core]}]");
        assertThat(text(rendering, "/etc/ssh/authorized_keys.d/core")).isEqualTo("ssh-ed25519 AAAA core\n");
        Entry home = rendering.entries().get("/var/home/core");
        assertThat(home.mode()).isEqualTo(0700);
        assertThat(home.owner()).isEqualTo("core");
    }

    @Test
    void interfacesKnowTheVlansAndBondsOnThem() {
        Rendering rendering = render("""
                network:
                  interfaces:
                    - {name: one, match: {mac: "52:54:00:AA:BB:CC"}}
                    - {name: two}
                    - {name: bond0, bond: {members: [one, two]}, dhcp: ipv4}
                    - {name: vlan7, vlan: {id: 7, on: bond0}, addresses: [10.7.0.2/24], mtu: 1400}
                """);
        assertThat(text(rendering, "/etc/systemd/network/10-one.network"))
                .contains("PermanentMACAddress=52:54:00:aa:bb:cc\n", "Bond=bond0\n", "DHCP=no\n");
        assertThat(text(rendering, "/etc/systemd/network/10-bond0.netdev"))
                .contains("Kind=bond\n", "Mode=active-backup\n");
        assertThat(text(rendering, "/etc/systemd/network/10-bond0.network")).contains("VLAN=vlan7\n", "DHCP=ipv4\n");
        assertThat(text(rendering, "/etc/systemd/network/10-vlan7.network"))
                .contains("Address=10.7.0.2/24\n", "DHCP=no\n", "MTUBytes=1400\n");
    }

    @Test
    void containersBecomeQuadlets() {
        Rendering rendering = render("""
                containers:
                  - name: web
                    image: registry.example.org/web:1
                    command: [run, "a b", "50%%"]
                    ports: [{node: 8080, container: 80, address: "::1"}]
                    environment: {A: "say \\"hi\\"", B: "1"}
                    secrets: [{name: token, from: {credential: web.token}}]
                    limits: {memoryMiB: 64, cpuPercent: 150}
                    archive: {url: "https://example.org/web.tar", sha256: %s}
                """.formatted("0a".repeat(32)));
        assertThat(text(rendering, "/etc/containers/systemd/web.container"))
                .contains(
                        "Requires=atoll-image@" + "0a".repeat(32) + ".service\n",
                        "After=atoll-image@" + "0a".repeat(32) + ".service\n",
                        "Image=localhost/atoll-archive:" + "0a".repeat(32) + "\nPull=never\n",
                        "ExecStartPre=/usr/bin/podman tag localhost/atoll-archive:" + "0a".repeat(32)
                                + " registry.example.org/web:1\n",
                        "Exec=\"run\" \"a b\" \"50%%\"\n",
                        "PublishPort=[::1]:8080:80/tcp\n",
                        "Environment=\"A=say \\\"hi\\\"\"\nEnvironment=\"B=1\"\n",
                        "Volume=%d/token:/run/secrets/token:ro\n",
                        "LoadCredential=token:web.token\n",
                        "PodmanArgs=--memory=64m\n",
                        "PodmanArgs=--cpus=1.50\n");
        assertThat(rendering.entries()).doesNotContainKey("/etc/containers/systemd/web.image");
    }

    @Test
    void linesOfTheImageStay() {
        Rendering rendering = render("network: {hosts: {10.0.0.5: [db, db.internal]}}");
        assertThat(text(rendering, "/etc/hosts")).isEqualTo("+10.0.0.5 db db.internal\n");
    }

    @Test
    void firewallRulesNameTheProtocolsOfAddresses() {
        Rendering rendering = render(
                "firewall: {allow: [{ports: [443, 80]}, {ports: [53], protocol: udp, from: [10.0.0.0/8, \"fd00::/8\"]}]}");
        assertThat(text(rendering, "/etc/nftables.d/input-node.nft")).endsWith("""
                tcp dport { 80, 443 } accept
                ip saddr { 10.0.0.0/8 } udp dport { 53 } accept
                ip6 saddr { fd00::/8 } udp dport { 53 } accept
                """);
    }

    @Test
    void unitsOfMountsHaveEscapedNames() {
        Rendering rendering = render("mounts: [{what: \"server:/a\", where: /var/mnt/my-data, type: nfs}]");
        assertThat(text(rendering, "/etc/systemd/system/var-mnt-my\\x2ddata.mount"))
                .contains("What=server:/a\n");
        assertThat(text(rendering, "/etc/systemd/system/remote-fs.target.requires/var-mnt-my\\x2ddata.mount"))
                .isEqualTo("-> ../var-mnt-my\\x2ddata.mount");
    }

    @Test
    void nothingWaitsForADataDisk() {
        Rendering rendering = render("""
                disks:
                  - name: my-store
                    device: /dev/disk/by-id/virtio-x
                    wipe: true
                    partitions:
                      - {name: data, sizeMiB: 64, mount: /var/data, options: [noatime]}
                      - {name: scratch, format: swap}
                """);
        String units = "/etc/systemd/system/";
        String maker = "atoll-disk@my\\x2dstore.service";
        assertThat(text(rendering, units + maker + ".d/50-node.conf"))
                .contains(
                        "Wants=dev-disk-by\\x2did-virtio\\x2dx.device\n",
                        "Environment=\"DEVICE=/dev/disk/by-id/virtio-x\"\n",
                        "Environment=WIPE=yes\n",
                        "Environment=\"LABELS=data scratch\"\n")
                .doesNotContain("KEYED");
        assertThat(text(rendering, units + "local-fs.target.wants/" + maker)).isEqualTo("-> ../" + maker);
        assertThat(text(rendering, "/etc/atoll/disks/my-store/00-data.conf"))
                .contains("Label=data\n", "Format=ext4\n", "SizeMinBytes=64M\nSizeMaxBytes=64M\n")
                .doesNotContain("Encrypt");
        assertThat(text(rendering, units + "var-data.mount"))
                .contains(
                        "Requires=" + maker + "\n",
                        "After=systemd-fsck@dev-disk-by\\x2dpartlabel-data.service\n",
                        "What=/dev/disk/by-partlabel/data\n",
                        "Options=noatime,nofail\n");
        assertThat(text(rendering, units + "dev-disk-by\\x2dpartlabel-data.device.d/50-node.conf"))
                .contains("After=" + maker + "\n", "JobRunningTimeoutSec=15s\n");
        assertThat(text(rendering, units + "dev-disk-by\\x2dpartlabel-scratch.swap"))
                .contains("DefaultDependencies=no\n", "What=/dev/disk/by-partlabel/scratch\n");
        assertThat(rendering.entries().keySet()).noneMatch(it -> it.contains(".target.requires/"));
    }

    @Test
    void encryptedPartitionsAreOpenedAfterTheyAreMade() {
        Rendering rendering = render("""
                disks:
                  - name: store
                    device: /dev/disk/by-id/virtio-x
                    partitions:
                      - {name: vault, sizeMiB: 64, mount: /var/vault, encrypt: tpm2}
                      - {name: safe, mount: /var/safe, encrypt: recovery-key}
                """);
        String units = "/etc/systemd/system/";
        assertThat(text(rendering, "/etc/crypttab"))
                .isEqualTo("+vault /dev/disk/by-partlabel/vault - tpm2-device=auto,nofail,timeout=10min\n"
                        + "safe /dev/disk/by-partlabel/safe - luks,nofail,timeout=10min\n");
        assertThat(text(rendering, units + "systemd-cryptsetup@vault.service.d/50-node.conf"))
                .contains("Requires=atoll-disk@store.service\nAfter=atoll-disk@store.service\n");
        assertThat(text(rendering, units + "atoll-disk@store.service.d/50-node.conf"))
                .contains("Environment=WIPE=no\n", "Environment=\"KEYED=safe\"\n");
        assertThat(text(rendering, "/etc/atoll/disks/store/00-vault.conf")).contains("Encrypt=tpm2\n");
        assertThat(text(rendering, "/etc/atoll/disks/store/01-safe.conf")).contains("Encrypt=key-file\n");
        assertThat(text(rendering, units + "var-safe.mount")).contains("What=/dev/mapper/safe\n");
        assertThat(rendering.entries())
                .containsKeys(
                        units + "local-fs.target.wants/var-vault.mount",
                        units + "cryptsetup.target.wants/systemd-cryptsetup@vault.service",
                        units + "atoll-keyed.target.wants/var-safe.mount",
                        units + "atoll-keyed.target.wants/systemd-cryptsetup@safe.service");
    }

    @Test
    void devicesOfMountsAreGivenUpSoonAndMayBeNamedByWhatIsOnThem() {
        Rendering rendering = render("""
                mounts:
                  - {what: "LABEL=my-photos", where: /var/photos, required: false}
                  - {what: /dev/disk/by-uuid/1234-ABCD, where: /var/stick, options: [ro]}
                """);
        String units = "/etc/systemd/system/";
        assertThat(text(rendering, units + "var-photos.mount"))
                .contains("What=/dev/disk/by-label/my-photos\n", "Options=nofail\n");
        assertThat(text(rendering, units + "var-stick.mount")).contains("Options=ro\n");
        assertThat(text(rendering, units + "dev-disk-by\\x2duuid-1234\\x2dABCD.device.d/50-node.conf"))
                .contains("JobRunningTimeoutSec=15s\n");
    }

    @Test
    void swapFilesAreMadeBeforeTheyAreUsed() {
        Rendering rendering = render("swap: [{file: /var/swap/one, sizeMiB: 512}]");
        String units = "/etc/systemd/system/";
        String maker = "atoll-swapfile@var-swap-one.service";
        assertThat(text(rendering, units + "var-swap-one.swap"))
                .contains("Requires=" + maker + "\nAfter=" + maker + "\n", "What=/var/swap/one\n");
        assertThat(text(rendering, units + maker + ".d/50-node.conf")).contains("Environment=SIZE_MIB=512\n");
    }

    @Test
    void differencesAreNamedWithTheirLines() {
        Rendering before = render("hostname: a\nfiles: [{path: /etc/x, text: \"1\\n2\\n\"}]");
        Rendering after = render("hostname: b\nusers: [{name: u}]\nunits: [{name: ssh.service, state: disabled}]");
        assertThat(RenderingChange.between(before, after))
                .extracting(RenderingChange::name)
                .containsExactly("/etc/hostname", "/etc/x", "/var/home/u", "u", "ssh.service");
        RenderingChange hostname = RenderingChange.between(before, after).getFirst();
        assertThat(hostname.diff()).contains("-a", "+b");
        assertThat(RenderingChange.between(after, after)).isEmpty();
    }

    @Test
    void aTreeToLookAtHasEveryFile() throws IOException {
        RenderingFiles.write(Rendering.of(NodeConfigReader.read(Path.of("../../examples/web.yaml"))), folder);
        assertThat(folder.resolve("etc/web/page.html")).hasContent("<h1>Atoll</h1>\n");
        assertThat(Files.readString(folder.resolve("rendering.json"))).contains("web-report.timer");
    }
}
