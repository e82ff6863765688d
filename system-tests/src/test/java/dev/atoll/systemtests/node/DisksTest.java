package dev.atoll.systemtests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.machine.ssh.SshResult;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One machine with five disks: as it is after its first boot, after changes of its configuration, and after the next boot.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DisksTest {
    private static final long SIZE = 512L << 20;
    private static final String KEY = "(?:[cbdefghijklnrtuv]{8}-){7}[cbdefghijklnrtuv]{8}";

    private static final String FIRST = """
            node: 1
            disks:
              - name: data
                device: /dev/disk/by-id/virtio-data
                partitions:
                  - {name: data, sizeMiB: 128, mount: /var/data}
                  - {name: scratch, sizeMiB: 64, format: swap}
              - name: sealed
                device: /dev/disk/by-id/virtio-sealed
                partitions: [{name: sealed, mount: /var/sealed, encrypt: tpm2}]
              - name: reused
                device: /dev/disk/by-id/virtio-reused
                wipe: true
                partitions: [{name: reused, mount: /var/reused}]
              - name: foreign
                device: /dev/disk/by-id/virtio-foreign
                partitions: [{name: kept, mount: /var/kept}]
              - name: safe
                device: /dev/disk/by-id/virtio-safe
                partitions: [{name: safe, mount: /var/safe, encrypt: recovery-key}]
            mounts:
              - {what: /dev/disk/by-id/virtio-absent, where: /var/absent, required: false}
            swap:
              - {file: /var/swapfile, sizeMiB: 64}
            """;

    private NodeMachine.Image image;
    private NodeMachine node;
    private byte[] foreign;

    @BeforeAll
    void bringUp() throws IOException {
        image = NodeMachine.Image.build("image.yaml");
        Path photos = Files.createDirectories(image.home().resolve("photos"));
        Files.writeString(photos.resolve("photo"), "irreplaceable");
        fileSystem(disk("foreign"), photos);
        fileSystem(disk("reused"), photos);
        foreign = start(disk("foreign"));
        List<Path> further = new ArrayList<>();
        for (String name : List.of("data", "sealed", "reused", "foreign", "safe")) {
            further.add(disk(name));
        }
        node = image.start(
                "disks",
                config -> config.withCredential("atoll.config", FIRST)
                        .withDisks(Stream.concat(config.disks().stream(), further.stream())
                                .toList()));
        // Disks are made while the rest starts.
        in("systemctl is-system-running --wait >/dev/null || true");
    }

    @AfterAll
    void takeDown() throws IOException {
        if (node != null) {
            node.close();
        }
        if (image != null) {
            image.close();
        }
    }

    /** A disk's file, made if it is missing. */
    private Path disk(String name) throws IOException {
        Path file = image.home().resolve(name + ".raw");
        if (!Files.exists(file)) {
            try (RandomAccessFile empty = new RandomAccessFile(file.toFile(), "rw")) {
                empty.setLength(SIZE);
            }
        }
        return file;
    }

    private static void fileSystem(Path disk, Path contents) {
        Command.of("mke2fs", "-q", "-F", "-t", "ext4", "-L", "photos", "-d", contents, disk)
                .run()
                .succeeded();
    }

    /** Superblock, descriptors, and where a partition table would be. */
    private static byte[] start(Path disk) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "r")) {
            byte[] start = new byte[4 << 20];
            file.readFully(start);
            return start;
        }
    }

    @Test
    @Order(1)
    void emptyDisksAreMadeAndUsed() {
        assertThat(in("lsblk -bnro PARTLABEL,FSTYPE,SIZE /dev/disk/by-id/virtio-data"))
                .contains("data ext4 " + (128L << 20), "scratch swap " + (64L << 20));
        assertThat(in("findmnt -no SOURCE,FSTYPE /var/data")).matches("/dev/vdb1 +ext4");
        assertThat(in("swapon --show=NAME --noheadings").lines())
                .containsExactlyInAnyOrder("/var/swapfile", "/dev/vdb2");
        assertThat(in("stat -c '%a %s' /var/swapfile")).isEqualTo("600 " + (64 << 20));
        assertThat(in("blkid -p -o value -s PTUUID /dev/disk/by-id/virtio-data"))
                .startsWith("61746f6c-6c64-8");
    }

    @Test
    @Order(2)
    void aDiskWithSomethingElseIsRefusedAndUntouched() throws IOException {
        assertThat(in("systemctl --failed --no-legend --plain").lines())
                .singleElement()
                .asString()
                .startsWith("atoll-disk@foreign.service");
        assertThat(in("atollctl status")).contains("has ext4 photos", "wipe: true");
        assertThat(in("journalctl -b -o cat -u atoll-disk@foreign.service")).contains("has ext4 photos", "wipe: true");
        assertThat(start(disk("foreign"))).isEqualTo(foreign);
        assertThat(in("debugfs -R 'cat photo' /dev/disk/by-id/virtio-foreign 2>/dev/null"))
                .isEqualTo("irreplaceable");
    }

    @Test
    @Order(3)
    void wipingEmptiesADisk() {
        assertThat(in("findmnt -no FSTYPE /var/reused && ls -A /var/reused")).isEqualTo("ext4\nlost+found");
    }

    @Test
    @Order(4)
    void aDeviceThatIsMissingHoldsNothingUp() {
        assertThat(in("systemctl show -P ActiveState var-absent.mount")).isEqualTo("inactive");
        assertThat(in("systemctl show -P Before var-absent.mount")).doesNotContain("local-fs.target");
        assertThat(in("systemctl is-active multi-user.target boot-complete.target"))
                .isEqualTo("active\nactive");
    }

    @Test
    @Order(5)
    void aRecoveryKeyIsMadeWhenSomebodyTakesItAndIsNowhereOnTheNode() {
        assertThat(in("atollctl status")).contains("atollctl recovery-key safe");
        assertThat(in("lsblk -nro PARTLABEL /dev/disk/by-id/virtio-safe")).isEmpty();
        String key = in("atollctl recovery-key --yes safe");
        assertThat(key).matches(KEY);
        assertThat(in("findmnt -no SOURCE /var/safe")).isEqualTo("/dev/mapper/safe");
        assertThat(in("atollctl status")).doesNotContain("safe");
        assertThat(in("journalctl -b -o cat; grep -rs -e '" + key + "' /run /etc /var/lib/atoll || true"))
                .doesNotContain(key);
        assertThat(
                        in(
                                "umount /var/safe; systemctl stop systemd-cryptsetup@safe.service; printf %s '" + key
                                        + "' > /run/key; /usr/lib/systemd/systemd-cryptsetup attach again"
                                        + " /dev/disk/by-partlabel/safe /run/key luks >/dev/null 2>&1; rm /run/key; ls /dev/mapper/again"))
                .isEqualTo("/dev/mapper/again");
        assertThat(node.tried("atollctl recovery-key --yes safe").errorText()).contains("takes a key");
    }

    @Test
    @Order(6)
    void theTpmOpensADiskAndAKeyBesideIsMade() {
        assertThat(in("findmnt -no SOURCE /var/sealed")).isEqualTo("/dev/mapper/sealed");
        assertThat(in("atollctl recovery-key sealed")).matches("sealed: " + KEY);
        assertThat(in("systemd-cryptenroll /dev/disk/by-partlabel/sealed | tr -s ' '"))
                .contains("tpm2", "recovery");
    }

    @Test
    @Order(7)
    void partitionsThatAreThereAreNotChanged() {
        node.put("/var/tmp/other.yaml", FIRST.replace("sizeMiB: 128", "sizeMiB: 256"));
        SshResult plan = node.tried("atollctl plan /var/tmp/other.yaml");
        assertThat(plan.exit()).isEqualTo(1);
        assertThat(plan.errorText())
                .contains("the partition data of the disk data is there", "sizeMiB from 128 to 256");
    }

    @Test
    @Order(8)
    void aChangeIsMadeLive() {
        in("echo kept > /var/data/file; echo kept > /var/sealed/file; echo kept > /var/reused/file; sync");
        String mount = in("findmnt -no ID /var/data");
        String next = FIRST.replace("format: swap}", "format: swap}\n      - {name: extra, mount: /var/extra}")
                .replace("sizeMiB: 64}\n", "sizeMiB: 96}\n")
                .replaceFirst("(?s)  - name: foreign.*?  - name: safe", "  - name: safe");
        node.put("/var/tmp/next.yaml", next);
        in("atollctl apply /var/tmp/next.yaml");
        assertThat(in("findmnt -no SOURCE /var/extra")).isEqualTo("/dev/vdb3");
        assertThat(in("findmnt -no ID /var/data"))
                .as("the mount that was there")
                .isEqualTo(mount);
        assertThat(in("stat -c '%a %s' /var/swapfile")).isEqualTo("600 " + (96 << 20));
        assertThat(in("swapon --show=NAME --noheadings")).contains("/var/swapfile");
    }

    @Test
    @Order(9)
    void whatIsNoLongerConfiguredIsUnmountedAndLeftAlone() {
        node.put("/var/tmp/less.yaml", """
                node: 1
                disks:
                  - name: sealed
                    device: /dev/disk/by-id/virtio-sealed
                    partitions: [{name: sealed, mount: /var/sealed, encrypt: tpm2}]
                  - name: reused
                    device: /dev/disk/by-id/virtio-reused
                    wipe: true
                    partitions: [{name: reused, mount: /var/reused}]
                """);
        in("atollctl apply /var/tmp/less.yaml");
        assertThat(in("findmnt -rno TARGET | grep -E '^/var/' | sort")).isEqualTo("/var/reused\n/var/sealed");
        assertThat(in("swapon --show; ls /var/swapfile 2>&1 || true")).contains("No such file");
        assertThat(in("lsblk -nro PARTLABEL /dev/disk/by-id/virtio-data")
                        .lines()
                        .filter(it -> !it.isEmpty()))
                .containsExactly("data", "scratch", "extra");
    }

    @Test
    @Order(10)
    void theNextBootWipesNothingAndAsksForNothing() throws IOException {
        // What the node knows of its disks decides nothing.
        in("rm -r /var/lib/atoll/disks");
        node.reboot();
        assertThat(node.tried("systemctl is-system-running --wait").text().strip())
                .as(in("systemctl --failed"))
                .isEqualTo("running");
        assertThat(in("cat /var/reused/file /var/sealed/file")).isEqualTo("kept\nkept");
        assertThat(start(disk("foreign"))).isEqualTo(foreign);
        assertThat(List.of(in("ls /var/lib/atoll/disks").split("\n", -1)))
                .containsExactly("reused.json", "sealed.json");
    }

    private String in(String command) {
        return node.in(command);
    }
}
