package dev.atoll.packages.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.TarEntry;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadStoreTest {
    private static final String MODULES = "usr/lib/modules/6.12.0-amd64/kernel/";

    @TempDir
    Path root;

    private PackageFile write(TestDeb deb, Compression compression) throws IOException {
        byte[] bytes = deb.build(compression);
        return new PackageFile(Digest.of(bytes), Files.write(Files.createTempFile(root, "thing", ".deb"), bytes));
    }

    private PayloadStore payloads() {
        return new PayloadStore(ContentStore.open(root.resolve("store")));
    }

    private static byte[] contents(Payload payload, String path) throws IOException {
        PayloadEntry entry = entry(payload, path);
        byte[] data = Files.readAllBytes(payload.data());
        return Arrays.copyOfRange(data, (int) entry.offset(), (int) (entry.offset() + entry.size()));
    }

    private static PayloadEntry entry(Payload payload, String path) {
        return payload.entries().stream()
                .filter(e -> e.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAStepMakesIsMadeOnceAndCheckedLikeAPackage() throws IOException {
        List<String> runs = new ArrayList<>();
        PayloadStore.Making making = files -> {
            runs.add("run");
            TarEntry entry = new TarEntry(
                    "lib/reef", TarEntry.Kind.FILE, 0644, 0, 0, 7, "", 0, 0, 5, Collections.emptySortedMap());
            files.member(entry, new ByteArrayInputStream("coral".getBytes(StandardCharsets.US_ASCII)));
        };
        Payload made = payloads().made("ab12-reef-1", making);
        assertThat(contents(made, "lib/reef")).asString().isEqualTo("coral");
        assertThat(payloads().made("ab12-reef-1", making)).isEqualTo(made);
        assertThat(runs).hasSize(1);
        Files.writeString(made.data(), "choral");
        assertThat(payloads().check(done -> {})).containsExactly("ab12-reef-1");
        assertThat(payloads().made("ab12-reef-1", making)).isEqualTo(made);
        assertThat(runs).hasSize(2);
    }

    @Test
    void whatAStepDoesNotFinishIsNotKept() {
        assertThatThrownBy(() -> payloads().made("ab12-reef-1", files -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(root.resolve("store/cache")).isEmptyDirectory();
        assertThat(root.resolve("store/tmp")).isEmptyDirectory();
    }

    @Test
    void aCheckRemovesWhatHasChangedAndNothingElse() throws IOException {
        PackageFile file = write(TestDeb.rich(), Compression.XZ);
        PayloadStore payloads = payloads();
        Payload sound = payloads.unpack(file.digest(), file.path());
        List<Long> read = new ArrayList<>();
        assertThat(payloads.check(read::add)).isEmpty();
        assertThat(read).containsExactly(Files.size(sound.data()));
        byte[] bytes = Files.readAllBytes(sound.data());
        bytes[bytes.length / 2] ^= 1;
        Files.write(sound.data(), bytes);
        assertThat(payloads.check(done -> {})).containsExactly(file.digest().hex());
        assertThat(sound.data()).doesNotExist();
        assertThat(payloads.unpack(file.digest(), file.path())).isEqualTo(sound);
        assertThat(payloads.check(done -> {})).isEmpty();
    }

    @Test
    void contentsLieOneAfterTheOtherAndEntriesSayWhere() throws IOException {
        PackageFile deb = write(TestDeb.rich(), Compression.ZSTD);
        Payload payload = payloads().unpack(deb.digest(), deb.path());
        assertThat(payload.entries())
                .extracting(PayloadEntry::type)
                .containsExactly(
                        EntryType.DIRECTORY,
                        EntryType.FILE,
                        EntryType.DIRECTORY,
                        EntryType.FILE,
                        EntryType.HARD_LINK,
                        EntryType.SYMLINK,
                        EntryType.CHARACTER_DEVICE,
                        EntryType.BLOCK_DEVICE,
                        EntryType.FIFO,
                        EntryType.FILE);
        assertThat(contents(payload, "etc/thing.conf"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a=b\n");
        assertThat(contents(payload, "usr/share/" + "long/".repeat(60) + "name"))
                .containsExactly(1, 2, 3);
        assertThat(entry(payload, "usr/bin/also").link()).isEqualTo("usr/bin/thing");
        assertThat(Files.size(payload.data())).isEqualTo(4 + 70_000 + 3);
        assertThat(payload.scripts()).hasSize(1);
        assertThat(payload.conffiles()).containsExactly("/etc/thing.conf");
    }

    @Test
    void theSecondTimeNothingIsUnpacked() throws IOException {
        PackageFile deb = write(
                TestDeb.rich().withHeaders("./x", new byte[1], Map.of("SCHILY.xattr.user.a", "b")), Compression.XZ);
        Payload first = payloads().unpack(deb.digest(), deb.path());
        Files.delete(deb.path());
        assertThat(payloads().unpack(deb.digest(), deb.path())).isEqualTo(first);
        assertThat(entry(first, "x").xattrs())
                .isEqualTo(Map.of("user.a", ByteBuffer.wrap("b".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aDamagedCacheIsMadeAnew() throws IOException {
        PackageFile deb = write(TestDeb.rich(), Compression.XZ);
        Payload first = payloads().unpack(deb.digest(), deb.path());
        for (Path file : cacheFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(payloads().unpack(deb.digest(), deb.path())).isEqualTo(first);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        }
        Path index = cacheFiles().stream()
                .filter(file -> file.toString().contains("payload-index"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = Files.readAllBytes(index);
        for (int at = 0; at < bytes.length; at += 13) {
            byte[] mutant = bytes.clone();
            mutant[at] ^= 1;
            assertThat(PayloadIndex.read(mutant, first.data(), Files.size(first.data())))
                    .isEmpty();
        }
        assertThat(PayloadIndex.read(bytes, first.data(), Files.size(first.data())))
                .isEqualTo(Optional.of(first));
    }

    private List<Path> cacheFiles() throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve("store/cache"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aPackageWithAnotherDigestLeavesNothing() throws IOException {
        PackageFile deb = write(TestDeb.rich(), Compression.XZ);
        assertThatThrownBy(() -> payloads().unpack(Digest.of(new byte[1]), deb.path()))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining(deb.digest().hex());
        assertThat(cacheFiles()).isEmpty();
        Files.write(deb.path(), Arrays.copyOf(Files.readAllBytes(deb.path()), 2000));
        assertThatThrownBy(() -> payloads().unpack(deb.digest(), deb.path()))
                .isInstanceOf(MalformedPackageException.class);
        assertThat(cacheFiles()).isEmpty();
    }

    @Test
    void bytesAfterThePackageCountForItsDigest() throws IOException {
        byte[] deb = TestDeb.rich().build(Compression.XZ);
        byte[] longer = Arrays.copyOf(deb, deb.length + 3);
        Path file = Files.write(root.resolve("thing.deb"), longer);
        assertThatThrownBy(() -> payloads().unpack(Digest.of(deb), file)).isInstanceOf(MalformedPackageException.class);
    }

    @Test
    void kernelModulesAreStoredPlainUnlessAskedOtherwise() throws IOException {
        byte[] module = "\u007fELF module".getBytes(StandardCharsets.ISO_8859_1);
        TestDeb deb = new TestDeb()
                .file("./" + MODULES + "a.ko.xz", TestDeb.compress(Compression.XZ, module))
                .file("./" + MODULES + "b.ko.zst", TestDeb.compress(Compression.ZSTD, module))
                .file("./" + MODULES + "c.ko.gz", TestDeb.compress(Compression.GZIP, module))
                .file("./" + MODULES + "d.ko", module)
                .link("./" + MODULES + "e.ko.xz", TarConstants.LF_LINK, "./" + MODULES + "a.ko.xz")
                .file("./usr/share/doc/f.ko.xz", new byte[] {1});
        PackageFile file = write(deb, Compression.XZ);
        Payload plain = payloads().unpack(file.digest(), file.path());
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(contents(plain, MODULES + name + ".ko")).isEqualTo(module);
        }
        assertThat(entry(plain, MODULES + "e.ko").link()).isEqualTo(MODULES + "a.ko");
        assertThat(contents(plain, "usr/share/doc/f.ko.xz")).containsExactly(1);
        Payload packed =
                new PayloadStore(ContentStore.open(root.resolve("store")), false).unpack(file.digest(), file.path());
        assertThat(packed.entries())
                .extracting(PayloadEntry::path)
                .contains(MODULES + "a.ko.xz", MODULES + "b.ko.zst", MODULES + "c.ko.gz", MODULES + "d.ko");
    }

    @Test
    void aDamagedKernelModuleIsNamed() throws IOException {
        PackageFile file = write(new TestDeb().file("./" + MODULES + "a.ko.xz", new byte[50]), Compression.XZ);
        assertThatThrownBy(() -> payloads().unpack(file.digest(), file.path()))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining(MODULES + "a.ko.xz");
    }

    @Test
    void linksToNothingAndFilesThatStandTwiceAreRefused() throws IOException {
        PackageFile dangling = write(new TestDeb().link("./a", TarConstants.LF_LINK, "./b"), Compression.XZ);
        assertThatThrownBy(() -> payloads().unpack(dangling.digest(), dangling.path()))
                .hasMessageContaining("hard link to b");
        PackageFile twice = write(new TestDeb().file("./a", new byte[1]).file("a", new byte[2]), Compression.XZ);
        assertThatThrownBy(() -> payloads().unpack(twice.digest(), twice.path()))
                .hasMessageContaining("twice");
    }

    private void refused(TestDeb deb, String why) throws IOException {
        PackageFile file = write(deb, Compression.XZ);
        assertThatThrownBy(() -> payloads().unpack(file.digest(), file.path()))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("hint:");
        assertThat(cacheFiles()).isEmpty();
        assertThat(root.resolve("store/tmp")).isEmptyDirectory();
    }

    @Test
    void onePlaceHoldsOneThing() throws IOException {
        byte link = TarConstants.LF_SYMLINK;
        refused(new TestDeb().link("./a", link, "/etc").file("./a", new byte[1]), "a: it stands twice");
        refused(new TestDeb().file("./a", new byte[1]).link("./a", link, "/etc"), "a: it stands twice");
        refused(new TestDeb().directory("./a").link("./a", link, "/etc"), "a: it stands twice");
        refused(new TestDeb().link("./a", link, "/etc").directory("./a"), "a: it stands twice");
        refused(new TestDeb().device("./a", TarConstants.LF_CHR, 1, 3).file("./a", new byte[0]), "twice");
        refused(
                new TestDeb()
                        .file("./a", new byte[1])
                        .file("./b", new byte[1])
                        .link("./b", TarConstants.LF_LINK, "./a"),
                "b: it stands twice");
        String module = MODULES + "a.ko";
        byte[] xz = TestDeb.compress(Compression.XZ, new byte[10]);
        refused(new TestDeb().file("./" + module, new byte[1]).file("./" + module + ".xz", xz), "twice");
        PackageFile directories = write(new TestDeb().directory("./a").directory("./a"), Compression.XZ);
        assertThat(payloads().unpack(directories.digest(), directories.path()).entries())
                .hasSize(2);
    }

    @Test
    void hardLinksLeadToEarlierFilesOnly() throws IOException {
        byte link = TarConstants.LF_LINK;
        refused(
                new TestDeb().directory("./a").link("./b", link, "./a"),
                "a hard link to a, which is no file before it");
        refused(new TestDeb().link("./a", link, "./a"), "a hard link to a");
        refused(new TestDeb().link("./a", link, "./b").file("./b", new byte[1]), "a hard link to b");
        refused(
                new TestDeb()
                        .link("./a", TarConstants.LF_SYMLINK, "/etc/passwd")
                        .link("./b", link, "./a"),
                "a hard link to a");
        refused(new TestDeb().link("./a", link, "/etc/passwd"), "absolute");
        refused(new TestDeb().link("./a", link, "../etc/passwd"), "leaves the tree");
    }

    @Test
    void aKernelModuleInTheArchiveIsNoWayAroundTheBounds() throws IOException {
        byte[] module = TestDeb.compress(Compression.XZ, new byte[160 << 20]); // 23 KiB, and 2 KiB in the package
        refused(new TestDeb().file("./" + MODULES + "a.ko.xz", module), "250 bytes come out of each compressed byte");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aDamagedStreamIsRefusedEvenWhereItUnpacks(Compression compression) throws IOException {
        byte[] deb = TestDeb.rich().build(compression);
        Digest digest = Digest.of(deb);
        Path file = root.resolve("damaged.deb");
        for (int at = 0; at < deb.length; at += Math.max(1, deb.length / 60)) {
            byte[] damaged = deb.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatThrownBy(() -> payloads().unpack(digest, file))
                    .as("byte " + at)
                    .isInstanceOf(MalformedPackageException.class)
                    .hasMessageContaining("hint:");
            assertThat(cacheFiles()).isEmpty();
        }
        assertThat(payloads().unpack(digest, Files.write(file, deb)).entries()).isNotEmpty();
    }

    @Test
    void manyAreUnpackedAtOnceInOrderAlsoTheSameOne() throws IOException {
        List<PackageFile> debs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            debs.add(write(new TestDeb().file("./f" + i, new byte[i * 1000]), Compression.XZ));
        }
        debs.addAll(Collections.nCopies(5, debs.getFirst()));
        List<Payload> all = payloads().unpackAll(debs);
        for (int i = 0; i < debs.size(); i++) {
            assertThat(all.get(i).entries()).extracting(PayloadEntry::path).containsExactly("f" + (i < 20 ? i : 0));
        }
        debs.add(new PackageFile(Digest.of(new byte[1]), root.resolve("missing.deb")));
        assertThatThrownBy(() -> payloads().unpackAll(debs)).hasMessageContaining("missing.deb");
        assertThat(payloads().unpackAll(List.of())).isEmpty();
    }
}
