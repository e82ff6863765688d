package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.atoll.disk.erofs.ErofsReader;
import dev.atoll.disk.pe.PeImage;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.document.Documents;
import dev.atoll.image.BuildReport;
import dev.atoll.image.ComposedTree;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.definition.Java;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.inspect.Inspection;
import dev.atoll.image.inspect.Inspector;
import dev.atoll.image.inspect.OpenedImage;
import dev.atoll.image.inventory.Inventory;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.runtime.JavaRuntime;
import dev.atoll.image.runtime.Programs;
import dev.atoll.image.size.TreeSize;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two builds of the container host through the launcher, and the reference tools' word on the result. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildJourneyTest {
    private static final String UKI = "atoll_4.0.0+3.efi";
    private static final String RECORD = "-XX:StartFlightRecording:settings=%s,filename=%s";

    private Path work;
    private Path first;
    private Path second;
    private Path recording;
    private BuiltImage image;
    private BuildReport report;
    private ImageJudge judge;

    @BeforeAll
    void buildTwice() throws IOException {
        work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-build-");
        Path shared = Checkout.store();
        Files.createDirectories(shared);
        // An unprivileged user of this machine works on these from here on.
        Path home = Files.createDirectory(work.resolve("home"));
        first = Files.createDirectory(work.resolve("first"));
        second = Files.createDirectory(work.resolve("second"));
        recording = home.resolve("build.jfr");
        Path settings = settings(home);
        Path keys = work.resolve("keys");
        Command.of(Checkout.root().resolve("atoll"), "keys", "create", keys)
                .run()
                .succeeded();
        Surroundings usual = Surroundings.usual().with("ATOLL_JAVA_OPTIONS", RECORD.formatted(settings, recording));
        usual.give(work, shared);
        usual.run(home, atoll(Checkout.containerLinux(), first, keys));
        Path copy = work.resolve("copy");
        Surroundings.copy(List.of("distro"), copy);
        Surroundings unusual = Surroundings.unusual().by(usual.uid());
        unusual.give(copy);
        unusual.run(
                home,
                atoll(copy.resolve("distro/container-linux.yaml"), second, keys) + " --lock "
                        + first.resolve("image.lock"));
        image = new BuiltImage(first.resolve("container-linux.raw"));
        report = Documents.read(first.resolve("report.json"), BuildReport.class);
        judge = new ImageJudge(image, report, "atoll_4.0.0", work);
    }

    @AfterAll
    void clean() throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aBuildStartsNoProcess() throws IOException {
        assertThat(starts(recording)).isEmpty();
    }

    @Test
    void aRecordingWouldShowAProcess() throws IOException {
        Path control = work.resolve("home/control.jfr");
        Path program = Files.writeString(work.resolve("Control.java"), """
                void main() throws Exception {
                    new ProcessBuilder("true").start().waitFor();
                }
                """);
        Command.of(
                        Path.of(System.getProperty("java.home"), "bin/java"),
                        RECORD.formatted(work.resolve("home/processes.jfc"), control),
                        program)
                .run()
                .succeeded();
        assertThat(starts(control)).hasSize(1);
    }

    @Test
    void twoBuildsFromOneLockAreEqualByteByByte() throws IOException {
        for (String name : List.of("image.lock", "report.json", "container-linux.raw")) {
            OptionalLong difference = SparseFile.mismatch(first.resolve(name), second.resolve(name));
            if (difference.isPresent()) {
                fail(
                        "%s differs first in %s",
                        name,
                        name.endsWith(".raw") ? image.place(difference.getAsLong()) : "byte " + difference.getAsLong());
            }
        }
    }

    @Test
    void nothingElseIsLeftInTheOutput() throws IOException {
        try (Stream<Path> files = Files.list(first)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("image.lock", "report.json", "container-linux.raw");
        }
    }

    @Test
    void everyScriptThatDidNotRunIsAccountedFor() {
        assertThat(report.scripts()).hasSizeGreaterThan(30).noneMatch(finding -> finding.isOpen());
        assertThat(report.scripts().stream().map(finding -> finding.packageName()))
                .contains("openssh-server", "ca-certificates", "dash");
    }

    @Test
    void thePartitionTableIsSound() throws IOException {
        judge.thePartitionTableIsSound();
    }

    @Test
    void theRootIsSoundAndMatchesItsHash() throws IOException {
        judge.theRootIsSoundAndMatchesItsHash();
    }

    @Test
    void theKernelShowsEveryFileAsItWasComposed() throws IOException {
        Path root = image.copy("atoll_4.0.0", report.rootBytes(), work);
        try (MountedRoot mounted = MountedRoot.of(root, work)) {
            assertThat(mounted.differences(recompose().tree())).isEmpty();
        }
        Files.delete(root);
    }

    @Test
    void theUnifiedKernelBootsThisVeryRoot() throws IOException {
        byte[] uki = image.unifiedKernel(UKI);
        PeImage parsed = PeImage.parse(uki);
        assertThat(text(parsed, ".cmdline"))
                .startsWith("roothash=" + report.rootHash() + " ")
                .containsOnlyOnce("roothash=");
        assertThat(text(parsed, ".uname")).isEqualTo(report.kernel());
        assertThat(text(parsed, ".osrel")).contains("IMAGE_ID=atoll\n").contains("IMAGE_VERSION=4.0.0\n");
        assertThat(parsed.data(".linux")).hasValue(recompose().kernel().bytes());
        Path copy = Files.write(work.resolve("sections.efi"), uki);
        assertThat(Command.of("objdump", "-h", copy).run().succeeded().output())
                .containsPattern(
                        "\\.osrel .*(?s:.*)\\.cmdline .*(?s:.*)\\.uname .*(?s:.*)\\.initrd .*(?s:.*)\\.linux ");
        Files.delete(copy);
    }

    @Test
    void noSecretIsInTheImage() throws IOException {
        FileTree root = recompose().tree();
        assertThat(text(root, "etc/machine-id")).isEmpty();
        assertThat(text(root, "etc/shadow").lines()).isNotEmpty().allMatch(line -> line.matches("[^:]+:[!*]+:.*"));
        assertThat(text(root, "etc/passwd").lines()).isNotEmpty().allMatch(line -> line.matches("[^:]+:x:.*"));
        assertThat(root.nodes().keySet()).noneMatch(path -> path.startsWith("var/"));
        assertHoldsNoSecret(root);
        FileTree initrd = BuiltImage.initrd(PeImage.parse(image.unifiedKernel(UKI)));
        assertThat(initrd.nodes()).hasSizeGreaterThan(100);
        assertHoldsNoSecret(initrd);
    }

    private static void assertHoldsNoSecret(FileTree tree) {
        assertThat(tree.nodes().keySet()).noneMatch(path -> path.matches("(.*/)?(ssh_host_.*_key|random-seed)"));
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            if (entry.getValue() instanceof Node.File file && file.content().size() < 1 << 16) {
                assertThat(new String(file.content().bytes(), StandardCharsets.ISO_8859_1))
                        .as(entry.getKey())
                        .doesNotContainPattern("(?m)^-----BEGIN [A-Z ]*PRIVATE KEY-----$");
            }
        }
    }

    @Test
    void theKeysThatSignedAreNotInTheImage() throws IOException, GeneralSecurityException {
        Map<String, byte[]> needles = new TreeMap<>();
        for (String name : List.of("PK", "KEK", "db")) {
            String pem = Files.readString(work.resolve("keys").resolve(name + ".key"));
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            needles.put(name + " as text", needle(pem.lines().toList().get(3).getBytes(StandardCharsets.US_ASCII)));
            needles.put(name + " exponent", needle(key.getPrivateExponent().toByteArray()));
            needles.put(name + " first prime", needle(key.getPrimeP().toByteArray()));
            needles.put(name + " second prime", needle(key.getPrimeQ().toByteArray()));
            needles.put(name + " modulus", needle(key.getModulus().toByteArray()));
        }
        // The public parts are there, for enrolment, which shows that a private one would be found.
        assertThat(SparseFile.found(image.file(), needles)).containsExactly("KEK modulus", "PK modulus", "db modulus");
    }

    /** Bytes from the middle of a number or text. */
    private static byte[] needle(byte[] bytes) {
        return Arrays.copyOfRange(bytes, 16, 48);
    }

    private static String text(PeImage image, String section) {
        return new String(image.data(section).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String text(FileTree tree, String path) {
        return new String(((Node.File) tree.get(path).orElseThrow()).content().bytes(), StandardCharsets.UTF_8);
    }

    /** The tree of the first build, made once more in this process. */
    private ComposedTree recompose() throws IOException {
        Path base = Checkout.containerLinux().getParent();
        Definition definition = DefinitionReader.read(Checkout.containerLinux());
        Lock lock = LockFile.read(first.resolve("image.lock"));
        ContentStore store = ContentStore.open(Checkout.store());
        PayloadStore payloads = new PayloadStore(store);
        List<UnpackedPackage> packages = lock.packages().stream()
                .filter(item -> item.use().isEmpty())
                .map(item -> new UnpackedPackage(
                        item.name(),
                        payloads.unpack(item.sha256(), store.find(item.sha256()).orElseThrow())))
                .toList();
        ComposedTree composed = ComposedTree.of(
                packages,
                definition,
                base,
                PackageEffects.read(List.of(base.resolve("effects"))),
                Documents.read(base.resolve("users.yaml"), UserRegistry.class),
                lock.date(),
                store);
        Java java = definition.java().orElseThrow();
        LockedPackage jdk = lock.packages().stream()
                .filter(item -> item.name().equals(java.jdk()))
                .findFirst()
                .orElseThrow();
        JavaRuntime.lay(
                composed.tree(),
                new Java(java.jdk(), java.modules(), List.of()),
                jdk,
                store.find(jdk.sha256()).orElseThrow(),
                store,
                Programs.NONE,
                lock.date());
        // The agent's jars are those of the launcher, not of the classes that this test runs with.
        FileTree built = ErofsReader.read(
                image.file(), image.partitions().get("atoll_4.0.0").offset());
        composed.tree()
                .put("usr/lib/atoll/agent", built.get("usr/lib/atoll/agent").orElseThrow());
        built.below("usr/lib/atoll/agent").forEach(composed.tree()::put);
        Inventory.write(composed.tree(), lock.packages(), packages, lock.date());
        return composed;
    }

    @Test
    void itsOwnReaderFindsNothingWrongAndKnowsEveryPackage() {
        Inspection inspection = Inspector.inspect(image.file(), true);
        assertThat(inspection.problems()).isEmpty();
        assertThat(inspection.verity()).singleElement().satisfies(it -> {
            assertThat(it.rootHash()).isEqualTo(report.rootHash());
            assertThat(it.check()).isEqualTo(Inspection.Check.MATCHES);
        });
        assertThat(inspection.boot())
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.signatures())
                        .allSatisfy(signature -> assertThat(signature.valid()).isTrue()));
        Inspection.Root root = inspection.root().orElseThrow();
        assertThat(root.packages()).hasSize(report.packages());
        assertThat(root.users()).extracting(Inspection.User::login).doesNotContain(Inspection.Login.EMPTY_PASSWORD);
        TreeSize size = TreeSize.of(OpenedImage.open(image.file()).requireRoot().tree(), 4096, true);
        assertThat(size.packages()).hasSizeGreaterThan(100);
    }

    @Test
    void theSystemPartitionIsSoundAndItsProgramsAreSigned() throws IOException {
        judge.theSystemPartitionIsSoundAndItsProgramsAreSigned(
                List.of("EFI/BOOT/BOOTX64.EFI", "EFI/systemd/systemd-bootx64.efi", "EFI/Linux/" + UKI),
                work.resolve("keys/db.crt"));
    }

    private static List<RecordedEvent> starts(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("jdk.ProcessStart"))
                .toList();
    }

    private static Path settings(Path home) throws IOException {
        return Files.writeString(home.resolve("processes.jfc"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <configuration version="2.0">
                  <event name="jdk.ProcessStart"><setting name="enabled">true</setting></event>
                </configuration>
                """);
    }

    private static String atoll(Path definition, Path output, Path keys) {
        return "%s image build %s -o %s --keys %s --store %s"
                .formatted(Checkout.root().resolve("atoll"), definition, output, keys, Checkout.store());
    }
}
