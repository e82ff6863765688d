package dev.atoll.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atoll.packages.PackageScript;
import dev.atoll.packages.deb.TarEntry.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebFileTest {
    private final Map<String, TarEntry> entries = new LinkedHashMap<>();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private DebFile read(byte[] deb) throws IOException {
        entries.clear();
        return DebFile.read("thing.deb", new ByteArrayInputStream(deb), (entry, in) -> {
            entries.put(entry.path(), entry);
            contents.put(entry.path(), in.readAllBytes());
        });
    }

    private void refused(byte[] deb, String... why) {
        assertThatThrownBy(() -> read(deb))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("thing.deb")
                .hasMessageContainingAll(why);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void readsPackagesOfEveryCompression(Compression compression) throws IOException {
        DebFile deb = read(TestDeb.rich().build(compression));
        assertThat(deb.control().text("package")).isEqualTo("thing");
        assertThat(deb.control().text("Description")).isEqualTo("a thing\nof a kind\n.\nmore");
        assertThat(deb.scripts()).extracting(PackageScript::name).containsExactly("postinst");
        assertThat(deb.scripts().getFirst().text()).isEqualTo("#!/bin/sh\nexit 0\n");
        assertThat(deb.conffiles()).containsExactly("/etc/thing.conf");
        assertThat(entries.values())
                .extracting(TarEntry::kind)
                .containsExactly(
                        Kind.DIRECTORY,
                        Kind.DIRECTORY,
                        Kind.FILE,
                        Kind.DIRECTORY,
                        Kind.FILE,
                        Kind.HARD_LINK,
                        Kind.SYMLINK,
                        Kind.CHARACTER_DEVICE,
                        Kind.BLOCK_DEVICE,
                        Kind.FIFO,
                        Kind.FILE);
        TarEntry thing = entries.get("usr/bin/thing");
        assertThat(thing.mode()).isEqualTo(0644);
        assertThat(thing.gid()).isEqualTo(42);
        assertThat(thing.mtime()).isEqualTo(1_700_000_000);
        assertThat(contents.get("usr/bin/thing")).isEqualTo(new byte[70_000]);
        assertThat(entries.get("usr/bin/also").link()).isEqualTo("usr/bin/thing");
        assertThat(entries.get("usr/bin/again").link()).isEqualTo("../bin/thing");
        assertThat(entries.get("dev/null").major()).isEqualTo(1);
        assertThat(entries.get("dev/null").minor()).isEqualTo(3);
        assertThat(contents.get("usr/share/" + "long/".repeat(60) + "name")).containsExactly(1, 2, 3);
    }

    @Test
    void readsNoFurtherThanTheVisitorWantsAndStillKnowsThePackage() throws IOException {
        byte[] deb = TestDeb.rich().build(Compression.XZ);
        List<String> seen = new ArrayList<>();
        TarVisitor firstFile = new TarVisitor() {
            @Override
            public void member(TarEntry entry, InputStream in) {
                seen.add(entry.path());
            }

            @Override
            public boolean wantsMore() {
                return seen.size() < 3;
            }
        };
        ByteArrayInputStream in = new ByteArrayInputStream(deb);
        assertThat(DebFile.read("thing.deb", in, firstFile).control().text("package"))
                .isEqualTo("thing");
        assertThat(seen).hasSize(3);
        assertThat(in.available()).isZero();
    }

    @Test
    void readsPaxHeadersWithTheirExtendedAttributesAndBigNumbers() throws IOException {
        String name = "./usr/share/" + "ő/".repeat(80) + "name";
        TestDeb deb = new TestDeb()
                .posix()
                .withHeaders(
                        "./usr/bin/ping",
                        new byte[] {7},
                        Map.of(
                                "SCHILY.xattr.security.capability", "\1\0\0\2\0\u0020",
                                "SCHILY.xattr.user.empty", "",
                                "uid", "4294967295",
                                "mtime", "1700000001.75"))
                .file(name, new byte[] {8});
        read(deb.build(Compression.XZ));
        TarEntry ping = entries.get("usr/bin/ping");
        assertThat(ping.xattrs()).containsOnlyKeys("security.capability", "user.empty");
        assertThat(ping.xattrs().get("security.capability").remaining()).isEqualTo(6);
        assertThat(ping.xattrs().get("security.capability").get(3)).isEqualTo((byte) 2);
        assertThat(ping.uid()).isEqualTo(4294967295L);
        assertThat(ping.mtime()).isEqualTo(1_700_000_001);
        assertThat(ping.mode()).isEqualTo(04755);
        assertThat(entries).containsKey(name.substring(2));
        assertThat(entries.get(name.substring(2)).xattrs()).isEmpty();
    }

    @Test
    void extendedAttributesNeedNotBeText() {
        PaxHeader header = new PaxHeader();
        byte[] key = "30 SCHILY.xattr.user.bin=".getBytes(StandardCharsets.US_ASCII);
        byte[] record = Arrays.copyOf(key, 30);
        record[25] = (byte) 0xff;
        record[26] = 0;
        record[27] = '\n';
        record[28] = (byte) 0xc0;
        record[29] = '\n';
        header.add(record);
        assertThat(header.xattrs().get("user.bin").remaining()).isEqualTo(4);
        assertThat(header.xattrs().get("user.bin").get(0)).isEqualTo((byte) 0xff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "./../x", "usr/../../x", "/etc/passwd", "./usr/..", "a\nb"})
    void pathsThatLeaveTheTreeAreRefused(String path) {
        refused(new TestDeb().file(path, new byte[1]).build(Compression.XZ), "data.tar.xz", "path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/etc/passwd", "usr/../../x"})
    void hardLinksThatLeaveTheTreeAreRefused(String target) {
        refused(new TestDeb().link("./a", TarConstants.LF_LINK, target).build(Compression.GZIP), "data.tar.gz");
    }

    @Test
    void sparseFilesAndUnknownTypesAreRefused() {
        refused(new TestDeb().link("./a", (byte) 'S', "").build(Compression.NONE), "unknown type 0x53");
        refused(new TestDeb().link("./a", (byte) 'M', "").build(Compression.NONE), "unknown type 0x4d");
    }

    @Test
    void whatIsNoPackageIsRefused() {
        byte[] two = "2.0\n".getBytes(StandardCharsets.US_ASCII);
        refused(new byte[0], "ends too early");
        refused(new byte[100], "not a Debian package");
        refused(TestDeb.ar("debian-binary", "3.0\n".getBytes(StandardCharsets.US_ASCII)), "format 2");
        refused(TestDeb.ar("debian-binary", two), "control.tar", "missing");
        refused(TestDeb.ar("data.tar", two), "debian-binary should stand");
        refused(TestDeb.ar("debian-binary", two, "control.tar.bz2", two), "only gzip, xz and zstd");
        refused(TestDeb.ar("debian-binary", two, "control.tar.xz", two), "control.tar.xz");
        refused(TestDeb.ar("debian-binary", two, "control.tar.zst", two), "control.tar.zst");
    }

    @Test
    void membersOfLaterFormatsAreSkipped() throws IOException {
        byte[] deb = new TestDeb().file("./a", new byte[1]).build(Compression.XZ);
        byte[] extra = TestDeb.ar("_extra", new byte[33]);
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        with.write(deb, 0, 8 + 60 + 4);
        with.write(extra, 8, extra.length - 8);
        with.write(deb, 72, deb.length - 72);
        with.write(extra, 8, extra.length - 8);
        read(with.toByteArray());
        assertThat(entries).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aPackageCutAnywhereIsRefused(Compression compression) {
        byte[] deb = TestDeb.rich().build(compression);
        for (int length = 0; length < deb.length; length += 64) {
            byte[] cut = Arrays.copyOf(deb, length);
            assertThat(catchThrowable(() -> read(cut)))
                    .as("cut at " + length + " of " + deb.length)
                    .isInstanceOf(MalformedPackageException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aMutatedPackageIsReadOrRefusedAndNothingElse(Compression compression) throws IOException {
        byte[] deb = TestDeb.rich().build(compression);
        Random random = new Random(compression.ordinal());
        int refusals = 0;
        for (int round = 0; round < 600; round++) {
            byte[] mutant = deb.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            try {
                read(mutant);
            } catch (MalformedPackageException e) {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(20);
    }

    @Test
    void mutatedTarHeadersWithRightChecksumsAreReadOrRefusedAndNothingElse() throws IOException {
        byte[] deb = TestDeb.rich().posix().build(Compression.NONE);
        int data = new String(deb, StandardCharsets.ISO_8859_1).indexOf("data.tar") + 60;
        Random random = new Random(3);
        int refusals = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] mutant = deb.clone();
            int block = data + 512 * random.nextInt(6);
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                mutant[block + random.nextInt(512)] = (byte) random.nextInt(256);
            }
            int sum = 0;
            Arrays.fill(mutant, block + 148, block + 156, (byte) ' ');
            for (int i = 0; i < 512; i++) {
                sum += mutant[block + i] & 0xff;
            }
            byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(digits, 0, mutant, block + 148, 8);
            try {
                read(mutant);
            } catch (MalformedPackageException e) {
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(100);
    }

    @Test
    void aFailureOfTheVisitorIsNotThePackagesFault() {
        byte[] deb = TestDeb.rich().build(Compression.XZ);
        assertThatThrownBy(() -> DebFile.read("thing.deb", new ByteArrayInputStream(deb), (entry, in) -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void controlFieldsAreAllKept() throws IOException {
        DebFile deb = read(TestDeb.rich().build(Compression.XZ));
        assertThat(List.copyOf(deb.control().asMap().keySet()))
                .containsExactly("Architecture", "Description", "Package", "Version");
    }
}
