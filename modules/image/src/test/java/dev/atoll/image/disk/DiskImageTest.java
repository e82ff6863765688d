package dev.atoll.image.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptReader;
import dev.atoll.disk.gpt.GptTable;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Partition;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.signing.PlatformKeys;
import dev.atoll.image.signing.SmallPe;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {
    private static final String DISK = "disk: {espMiB: 64, rootMiB: 64, verityMiB: 1, minimumMiB: 256}\n";
    private static final String EFI = "usr/lib/systemd/boot/efi/";

    @TempDir
    private static Path keyFolder;

    private static PlatformKeys keys;

    @TempDir
    private Path folder;

    private final FileTree root = Samples.tree();

    @BeforeAll
    static void makeKeys() {
        keys = PlatformKeys.create(
                keyFolder.resolve("keys"), "Tests", InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));
    }

    private static Node.File file(byte[] bytes) {
        return new Node.File(Metadata.root(0644, 0), Content.of(bytes));
    }

    private void addBootFiles() {
        Samples.put(root, EFI + "linuxx64.efi.stub", file(SmallPe.create()));
        Samples.put(root, EFI + "systemd-bootx64.efi", file(SmallPe.create()));
    }

    private DiskImage image(Definition definition, byte[] kernel) {
        return new DiskImage(definition, root, Content.of(kernel), "6.12.0", new byte[100], Map.of(), keys, 1000);
    }

    private DiskImage.Written write(String name, int kernelSize) throws IOException {
        byte[] kernel = new byte[kernelSize];
        return image(Samples.definition(DISK), kernel).write(folder.resolve(name));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 20];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                hash.update(buffer, 0, n);
            }
        }
        return Digest.finish(hash);
    }

    @Test
    void partitionsAreFoundByTheHalvesOfTheRootHash() throws IOException {
        addBootFiles();
        DiskImage.Written written = write("a.raw", 10);
        try (FileChannel disk = FileChannel.open(folder.resolve("a.raw"))) {
            assertThat(disk.size()).isEqualTo(written.diskSize()).isEqualTo(131L << 20);
            GptTable table = GptReader.read(disk);
            assertThat(table.partitions())
                    .extracting(GptPartition::name)
                    .containsExactly("esp", "lagoon_1.2.3", "lagoon_1.2.3_verity");
            assertThat(table.partitions().stream().skip(1).map(GptPartition::id))
                    .containsExactly(LineIds.partitionIds(written.root().rootHash()));
        }
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws IOException {
        addBootFiles();
        write("a.raw", 10);
        write("b.raw", 10);
        assertThat(digest(folder.resolve("a.raw"))).isEqualTo(digest(folder.resolve("b.raw")));
    }

    @Test
    void aFailedWriteLeavesNothingBehind() throws IOException {
        Files.writeString(folder.resolve("a.raw"), "the image before");
        Throwable failure = catchThrowable(() -> write("a.raw", 10));
        assertThat(failure).isInstanceOf(CompositionException.class).hasMessageContaining("systemd-boot-efi");
        assertThat(Files.readString(folder.resolve("a.raw"))).isEqualTo("the image before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void refusesARootThatLeavesNoRoomToGrow() {
        addBootFiles();
        Samples.put(root, "big", file(noise(53 << 20)));
        assertThatThrownBy(() -> write("a.raw", 10))
                .isInstanceOf(ArtefactTooLargeException.class)
                .hasMessageContaining("the root file system");
    }

    @Test
    void refusesAKernelThatLeavesNoRoomForItsSuccessor() {
        addBootFiles();
        assertThatThrownBy(() -> write("a.raw", 26 << 20))
                .isInstanceOf(ArtefactTooLargeException.class)
                .hasMessageContaining("together with its successor");
    }

    @Test
    void longIdsAreFineUntilALabelCannotHoldThem() throws IOException {
        addBootFiles();
        String yaml = """
                definition: 1
                image: {id: ID, name: L, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [k]}]
                packages: {install: [bash]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """ + DISK;
        Definition fits = Samples.parse(yaml.replace("ID", "i".repeat(23)));
        assertThat(image(fits, new byte[1]).write(folder.resolve("a.raw")).diskSize())
                .isPositive();
        Definition tooLong = Samples.parse(yaml.replace("ID", "i".repeat(24)));
        assertThatThrownBy(() -> image(tooLong, new byte[1]))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("more than 28 characters")
                .hasMessageContaining("shorten image.id");
    }

    @Test
    @Tag("conformance")
    void systemdRepartCompletesTheDiskAndLeavesWhatIsThere() throws Exception {
        addBootFiles();
        write("a.raw", 10);
        FileTree tree = Samples.tree();
        Partition data =
                new Partition("data", 32, Optional.of(64), Partition.Format.EXT4, Optional.of("/var/lib/my-data"));
        RepartDefinitions.apply(tree, DiskLayout.of(Samples.definition(DISK).disk()), List.of(data), 0);
        assertThat(Samples.text(tree, "usr/lib/systemd/system/var-lib-my\\x2ddata.mount"))
                .contains("What=/run/atoll/partitions/data\nWhere=/var/lib/my-data\n");
        Path definitions = Files.createDirectory(folder.resolve("repart.d"));
        for (String name : tree.children("usr/lib/repart.d")) {
            Files.writeString(definitions.resolve(name), Samples.text(tree, "usr/lib/repart.d/" + name));
        }
        String plan = run(
                "systemd-repart",
                "--dry-run=yes",
                "--empty=refuse",
                "--size=512M",
                "--json=short",
                "--definitions=" + definitions,
                folder.resolve("a.raw").toString());
        List<String> partitions = List.of(plan.substring(plan.indexOf('[')).split("\\},\\{", -1));
        assertThat(partitions).as(plan).hasSize(7);
        assertThat(partitions.subList(0, 3)).allSatisfy(it -> assertThat(it).contains("\"activity\":\"unchanged\""));
        assertThat(partitions.subList(3, 7)).allSatisfy(it -> assertThat(it).contains("\"activity\":\"create\""));
        assertThat(partitions.get(1)).contains("\"label\":\"lagoon_1.2.3\"", "20-root-a.conf");
        assertThat(partitions.get(3)).contains("\"label\":\"_empty\"", "\"raw_size\":" + (64L << 20));
        assertThat(partitions.get(5)).contains("\"label\":\"data\"");
        assertThat(partitions.get(6)).contains("\"label\":\"state\"");
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
