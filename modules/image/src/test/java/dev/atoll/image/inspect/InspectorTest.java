package dev.atoll.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Documents;
import dev.atoll.image.Samples;
import dev.atoll.image.disk.DiskImage;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.image.signing.SmallPe;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    private static final String DISK = "disk: {espMiB: 64, rootMiB: 64, verityMiB: 1, minimumMiB: 256}\n";
    private static final long MIB = 1 << 20;

    @TempDir
    private static Path shared;

    private static PlatformKeys keys;
    private static Path image;
    private static String rootHash;

    @TempDir
    private Path folder;

    @BeforeAll
    static void build() throws IOException {
        keys = PlatformKeys.create(
                shared.resolve("keys"), "Tests", InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
        image = shared.resolve("image.raw");
        rootHash = write(tree(), image);
    }

    private static String write(FileTree tree, Path file) throws IOException {
        return new DiskImage(
                        Samples.definition(DISK),
                        tree,
                        Content.of("kernel"),
                        "6.12.0",
                        new byte[] {1},
                        Map.of(),
                        keys,
                        1000)
                .write(file)
                .root()
                .rootHash();
    }

    private static FileTree tree() {
        FileTree tree = Samples.tree();
        String efi = "usr/lib/systemd/boot/efi/";
        Samples.put(tree, efi + "linuxx64.efi.stub", file(0644, SmallPe.create()));
        Samples.put(tree, efi + "systemd-bootx64.efi", file(0644, SmallPe.create()));
        Samples.put(tree, "usr/lib/os-release", "PRETTY_NAME=\"Lagoon 1.2.3\"\n");
        Samples.link(tree, "etc/os-release", "../usr/lib/os-release");
        Samples.put(tree, "etc/passwd", """
                root:x:0:0:root:/root:/bin/sh
                me:x:1000:1000::/home/me:/bin/bash
                guest:x:1001:1001::/:/bin/bash
                bin:x:2:2::/bin:/usr/sbin/nologin
                broken
                """);
        Samples.put(tree, "etc/shadow", "root:*:1::::::\nme:$y$x:1::::::\nguest::1::::::\nbin:*:1::::::\n");
        Samples.put(tree, "etc/group", "adm:x:4:me,root\n");
        String units = "usr/lib/systemd/system/";
        Samples.put(tree, units + "reef.service", "[Service]\n");
        Samples.put(tree, units + "reef.socket", "[Socket]\nListenStream=80\nListenDatagram = /run/reef\n");
        Samples.put(tree, units + "off.service", "[Service]\n");
        Samples.link(tree, units + "sysinit.target.wants/off.service", "../off.service");
        Samples.link(tree, "etc/systemd/system/multi-user.target.wants/reef.service", "/" + units + "reef.service");
        Samples.link(tree, "etc/systemd/system/sockets.target.wants/reef.socket", "/" + units + "reef.socket");
        Samples.link(tree, "etc/systemd/system/off.service", "/dev/null");
        Samples.put(tree, "usr/lib/modules/6.12.0/kernel/a.ko", "module");
        Samples.put(tree, "usr/bin/su", file(04755, new byte[] {1}));
        TreeMap<String, ByteBuffer> capability = new TreeMap<>();
        byte[] netRaw = HexFormat.of().parseHex("0100000200200000000000000000000000000000");
        capability.put("security.capability", ByteBuffer.wrap(netRaw));
        Samples.put(tree, "usr/bin/ping", new Node.File(new Metadata(0, 0, 0755, 0, capability), Content.of("p")));
        Samples.put(tree, "usr/share/open", file(0666, new byte[] {1}));
        Samples.put(tree, "tmp", new Node.Directory(Metadata.root(01777, 0)));
        return tree;
    }

    private static Node.File file(int mode, byte[] bytes) {
        return new Node.File(Metadata.root(mode, 0), Content.of(bytes));
    }

    private Path copy() throws IOException {
        return Files.copy(image, folder.resolve("copy.raw"));
    }

    private static void damage(Path file, long at) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ 1);
        }
    }

    @Test
    void partitionsHashTreesAndBootFilesAreFound() {
        Inspection inspection = Inspector.inspect(image, true);
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.kind()).isEqualTo(Inspection.Kind.DISK);
        assertThat(inspection.disk().orElseThrow().partitions())
                .extracting(it -> it.number() + " " + it.typeName() + " " + it.content())
                .containsExactly("1 esp fat32", "2 root-x86-64 erofs", "3 root-x86-64-verity verity");
        assertThat(inspection.disk().orElseThrow().partitions())
                .allSatisfy(it -> assertThat(it.used())
                        .hasValueSatisfying(used -> assertThat(used).isBetween(1L, it.size())));
        assertThat(inspection.verity()).singleElement().satisfies(it -> {
            assertThat(it.rootHash()).isEqualTo(rootHash);
            assertThat(it.dataPartition()).hasValue(2);
            assertThat(it.hashPartition()).hasValue(3);
            assertThat(it.check()).isEqualTo(Inspection.Check.MATCHES);
        });
        assertThat(inspection.boot())
                .extracting(Inspection.BootFile::kind)
                .containsExactly("program", "uki", "program");
        Inspection.BootFile uki = inspection.boot().get(1);
        assertThat(uki.commandLine()).hasValue("roothash=" + rootHash + " quiet console=ttyS0");
        assertThat(uki.kernel()).hasValue("6.12.0");
        assertThat(uki.osRelease()).containsEntry("IMAGE_ID", "lagoon");
        assertThat(uki.sections()).extracting(Inspection.Section::name).contains(".linux", ".initrd", ".cmdline");
        assertThat(uki.signatures()).singleElement().satisfies(it -> {
            assertThat(it.valid()).isTrue();
            assertThat(it.digestMatches()).isTrue();
            assertThat(it.signer()).isEqualTo("CN=Tests db");
        });
    }

    @Test
    void theRootIsDescribed() {
        Inspection.Root root = Inspector.inspect(image, false).root().orElseThrow();
        assertThat(root.osRelease()).containsEntry("PRETTY_NAME", "Lagoon 1.2.3");
        assertThat(root.users())
                .extracting(it -> it.name() + " " + it.login())
                .containsExactly("root NO_PASSWORD", "me PASSWORD", "guest EMPTY_PASSWORD", "bin NO_SHELL");
        assertThat(root.groups()).containsExactly(new Inspection.Group("adm", 4, List.of("me", "root")));
        assertThat(root.enabled())
                .containsExactly(
                        new Inspection.EnabledUnit("reef.service", List.of("multi-user.target"), "image"),
                        new Inspection.EnabledUnit("reef.socket", List.of("sockets.target"), "image"));
        assertThat(root.masked()).containsExactly("off.service");
        assertThat(root.listeners())
                .containsExactly(new Inspection.Listener("reef.socket", true, List.of("80", "/run/reef")));
        assertThat(root.kernelModules()).isEqualTo(1);
        assertThat(root.setId()).extracting(Inspection.SpecialFile::path).containsExactly("/usr/bin/su");
        assertThat(root.capabilities())
                .containsExactly(new Inspection.SpecialFile("/usr/bin/ping", "0755", 0, 0, "cap_net_raw=ep"));
        assertThat(root.worldWritable())
                .extracting(Inspection.SpecialFile::path)
                .containsExactly("/usr/share/open");
        assertThat(root.packages()).isEmpty();
    }

    @Test
    void theRecordIsADocument() {
        String json = Documents.writeJson(Inspector.inspect(image, false));
        assertThat(json)
                .startsWith("{\n  \"inspection\" : 1,\n  \"kind\" : \"disk\"")
                .contains("\"check\" : \"not-checked\"");
    }

    @Test
    void aRootAndABootFileCanStandAlone() throws IOException {
        Path root = folder.resolve("root.erofs");
        try (RandomAccessFile disk = new RandomAccessFile(image.toFile(), "r")) {
            byte[] bytes = new byte[(int) (2 * MIB)];
            disk.seek(65 * MIB);
            disk.readFully(bytes);
            Files.write(root, bytes);
        }
        assertThat(Inspector.inspect(root, false).kind()).isEqualTo(Inspection.Kind.ROOT);
        assertThat(Inspector.inspect(root, false).root()).isPresent();
        Path efi = Files.write(folder.resolve("x.efi"), SmallPe.create());
        Inspection inspection = Inspector.inspect(efi, false);
        assertThat(inspection.kind()).isEqualTo(Inspection.Kind.BOOT_FILE);
        assertThat(inspection.boot())
                .singleElement()
                .satisfies(it -> assertThat(it.signatures()).isEmpty());
    }

    @Test
    void changedDataDoesNotMatchItsHashes() throws IOException {
        Path copy = copy();
        damage(copy, 65 * MIB + 4096 + 100);
        Inspection inspection = Inspector.inspect(copy, true);
        assertThat(inspection.verity())
                .singleElement()
                .satisfies(it -> assertThat(it.check()).isEqualTo(Inspection.Check.DIFFERS));
        assertThat(inspection.problems()).anyMatch(text -> text.contains("data block"));
    }

    @Test
    void aChangedBootFileHasNoValidSignature() throws IOException {
        Path copy = folder.resolve("signed.efi");
        byte[] bytes =
                OpenedImage.open(image).boot().get("EFI/BOOT/BOOTX64.EFI").clone();
        bytes[1100] ^= 1;
        Files.write(copy, bytes);
        Inspection inspection = Inspector.inspect(copy, false);
        assertThat(inspection.boot().getFirst().signatures()).singleElement().satisfies(it -> {
            assertThat(it.digestMatches()).isFalse();
            assertThat(it.valid()).isFalse();
        });
        assertThat(inspection.problems()).anyMatch(text -> text.contains("the signature covers an image of digest"));
    }

    @Test
    void aDamagedTableIsReadFromItsBackupAndTwoAreRefused() throws IOException {
        Path copy = copy();
        damage(copy, 512 + 20);
        assertThat(Inspector.inspect(copy, false).problems()).isEmpty();
        damage(copy, Files.size(copy) - 512 + 20);
        assertThatThrownBy(() -> Inspector.inspect(copy, false))
                .isInstanceOf(InspectException.class)
                .hasMessageContaining("no usable GPT")
                .hasMessageContaining("copied completely");
    }

    @Test
    void truncationsAreRefusedOrReported() throws IOException {
        byte[] whole = Files.readAllBytes(image);
        for (int size : new int[] {0, 1, 511, 4096, (int) MIB, (int) (30 * MIB), (int) (66 * MIB), whole.length - 1}) {
            Path cut = Files.write(folder.resolve("cut.raw"), java.util.Arrays.copyOf(whole, size));
            try {
                assertThat(Inspector.inspect(cut, true).problems())
                        .as("%d bytes", size)
                        .isNotEmpty();
            } catch (InspectException expected) {
                assertThat(expected).hasMessageContaining("hint: ");
            }
        }
    }

    @Test
    void anotherRootFileSystemIsNamed() throws IOException {
        Path copy = copy();
        try (RandomAccessFile bytes = new RandomAccessFile(copy.toFile(), "rw")) {
            bytes.seek(65 * MIB);
            bytes.write(new byte[4096]);
            bytes.seek(65 * MIB + 1080);
            bytes.write(new byte[] {0x53, (byte) 0xef});
        }
        assertThat(Inspector.inspect(copy, false).problems())
                .anyMatch(text -> text.contains("holds ext4, and only EROFS is read"));
    }

    @Test
    void whatIsNoImageIsRefusedWithAHint() throws IOException {
        byte[] qcow = "QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1);
        Path wrapped = Files.write(folder.resolve("a.qcow2"), java.util.Arrays.copyOf(qcow, 1 << 17));
        assertThatThrownBy(() -> Inspector.inspect(wrapped, false)).hasMessageContaining("qemu-img convert -O raw");
        byte[] ext = new byte[1 << 17];
        ext[1080] = 0x53;
        ext[1081] = (byte) 0xef;
        Path bare = Files.write(folder.resolve("b"), ext);
        assertThatThrownBy(() -> Inspector.inspect(bare, false)).hasMessageContaining("file system of type ext4");
        Path text = Files.writeString(folder.resolve("c"), "hello ".repeat(20_000));
        assertThatThrownBy(() -> Inspector.inspect(text, false)).hasMessageContaining("no image that can be read");
        assertThatThrownBy(() -> Inspector.inspect(folder, false)).hasMessageContaining("is a directory");
    }

    @Test
    void differencesAreListedByKind() throws IOException {
        FileTree tree = tree();
        Samples.put(tree, "etc/new", "1");
        Samples.put(tree, "usr/bin/ping", file(0755, new byte[] {'q'}));
        tree.remove("usr/share/open");
        Samples.link(tree, "etc/systemd/system/multi-user.target.wants/new.service", "/x");
        Path other = folder.resolve("other.raw");
        write(tree, other);
        ImageDifference difference = ImageDifference.between(OpenedImage.open(image), OpenedImage.open(other));
        assertThat(difference.files())
                .extracting(ImageDifference.Change::name)
                .containsExactly(
                        "/etc/new",
                        "/etc/systemd/system/multi-user.target.wants/new.service",
                        "/usr/bin/ping",
                        "/usr/share/open");
        assertThat(difference.setId()).extracting(ImageDifference.Change::name).containsExactly("/usr/bin/ping");
        assertThat(difference.enabled())
                .extracting(ImageDifference.Change::name)
                .containsExactly("new.service");
        assertThat(difference.commandLine()).isEmpty();
        assertThat(ImageDifference.between(OpenedImage.open(image), OpenedImage.open(image))
                        .isEmpty())
                .isTrue();
    }
}
