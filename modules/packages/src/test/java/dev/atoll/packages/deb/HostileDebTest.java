package dev.atoll.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that are made to take memory, time or disk, or to be understood in two ways. */
@Timeout(60)
class HostileDebTest {
    private static final byte[] FORMAT = "2.0\n".getBytes(StandardCharsets.US_ASCII);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static DebFile read(byte[] deb) throws IOException {
        return DebFile.read("thing.deb", new ByteArrayInputStream(deb), (entry, in) -> {
            in.transferTo(OutputStream.nullOutputStream());
        });
    }

    private static void refused(byte[] deb, String why) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> read(deb))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("hint:");
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(64L << 20);
    }

    /** A header by hand, since no writer makes such ones: type, name, and a size in octal or as it is. */
    private static byte[] header(int type, String name, String size) {
        byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644");
        put(block, 124, size);
        block[156] = (byte) type;
        put(block, 157, type == '2' ? "target" : "");
        put(block, 257, "ustar\0" + "00");
        return checked(block);
    }

    private static byte[] checked(byte[] block) {
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static byte[] debOf(byte[]... blocks) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            data.write(Arrays.copyOf(block, Math.ceilDiv(block.length, 512) * 512));
        }
        byte[] sound = new TestDeb().build(Compression.NONE);
        int control = 8 + 60 + FORMAT.length;
        int size = Integer.parseInt(new String(sound, control + 48, 10, StandardCharsets.US_ASCII).strip());
        byte[] controlTar = Arrays.copyOfRange(sound, control + 60, control + 60 + size);
        return TestDeb.ar("debian-binary", FORMAT, "control.tar", controlTar, "data.tar", data.toByteArray());
    }

    @Test
    void aFileOfEightGibibytesInOneKibibyteIsRefused() throws IOException {
        refused(debOf(header('0', "a", "77777777777")), "ends too early");
        byte[] binary = header('0', "a", "");
        binary[124] = (byte) 0x80;
        binary[128] = 0x7f;
        refused(debOf(binary), "checksum");
        refused(debOf(checked(binary)), "ends too early");
    }

    @Test
    void sizesThatNoFileCanHaveAreRefused() throws IOException {
        byte[] negative = header('0', "a", "");
        Arrays.fill(negative, 124, 136, (byte) 0xff);
        refused(debOf(checked(negative)), "a negative size");
        byte[] beyond = header('0', "a", "");
        beyond[124] = (byte) 0x80;
        beyond[128] = (byte) 0x80; // 2^63
        refused(debOf(checked(beyond)), "a number of more than 64 bits");
        for (String size : new String[] {"999999999999999999", "-1"}) {
            String record = " size=" + size + "\n";
            int length = record.length() + (record.length() < 8 ? 1 : 2);
            byte[] pax = (length + record).getBytes(StandardCharsets.US_ASCII);
            byte[] header = header('x', "x", String.format(Locale.ROOT, "%011o", pax.length));
            refused(
                    debOf(header, pax, header('0', "a", "00000000000")),
                    size.equals("-1") ? "a negative" : "too early");
        }
    }

    @Test
    void membersOfTheArchiveAreNoLargerThanIt() {
        byte[] deb = new TestDeb().build(Compression.XZ);
        for (String size : new String[] {"9999999999", "-1        ", "0x10      ", "          "}) {
            byte[] changed = deb.clone();
            System.arraycopy(size.getBytes(StandardCharsets.US_ASCII), 0, changed, 8 + 48, 10);
            assertThatThrownBy(() -> read(changed))
                    .isInstanceOf(MalformedPackageException.class)
                    .hasMessageContaining("hint:");
        }
    }

    @Test
    void namesCannotAddLinesToAMessageOrFillTheScreen() {
        byte[] deb = TestDeb.ar("debian-binary", FORMAT, "c\n  hint: run x", FORMAT);
        assertThatThrownBy(() -> read(deb))
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageStartingWith("cannot read thing.deb, c\\n  hint: run x: control.tar should stand")
                .hasMessageNotContaining("\n  hint: run");
        assertThat(new MalformedPackageException("index", "package " + "x".repeat(1 << 20), "no"))
                .message()
                .hasSizeLessThan(3000);
    }

    @Test
    void oneMemberHasOneExtendedHeader() throws IOException {
        byte[] records = "14 comment=ab\n".getBytes(StandardCharsets.US_ASCII);
        byte[] pax = header('x', "x", "00000000016");
        refused(debOf(pax, records, pax, records), "two extended tar headers");
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x', 'g'})
    void headersOfGigabytesAreRefusedBeforeTheyAreRead(char type) throws IOException {
        refused(debOf(header(type, "x", "17777777777")), "a tar header of");
    }

    @Test
    void namesThatNoFileCanHaveAreRefused() {
        refused(
                new TestDeb()
                        .file("./" + "long/".repeat(1000) + "x", new byte[0])
                        .build(Compression.XZ),
                "a path of");
        refused(
                new TestDeb()
                        .link("./a", TarConstants.LF_SYMLINK, "x/".repeat(3000))
                        .build(Compression.XZ),
                "too long");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', '4', '6'})
    void whatIsNoFileHasNoContents(char type) throws IOException {
        refused(debOf(header(type, "a", "00000001000"), new byte[512]), "contents that is no file");
    }

    @Test
    void filesOfTheControlArchiveStandThereOnceAndAreSmall() {
        refused(new TestDeb().controlFile("control", "Package: other\n").build(Compression.XZ), "stands there twice");
        TestDeb scripts = new TestDeb().controlFile("postinst", "#\n".repeat(3 << 20));
        refused(scripts.controlFile("prerm", "#\n".repeat(3 << 20)).build(Compression.XZ), "control file and scripts");
    }

    @Test
    void membersInAnotherOrderAreRefused() {
        byte[] empty = new byte[1024];
        refused(TestDeb.ar("debian-binary", FORMAT, "data.tar", empty, "control.tar", empty), "control.tar should");
        refused(TestDeb.ar("control.tar", empty, "debian-binary", FORMAT), "debian-binary should");
        refused(TestDeb.ar("debian-binary", FORMAT, "debian-binary", FORMAT), "control.tar should");
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTD"})
    void whatComesOutIsBoundedByWhatGoesIn(Compression compression) throws IOException {
        byte[] bomb = TestDeb.compress(compression, new byte[96 << 20]);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (InputStream in = compression.bounded(new ByteArrayInputStream(bomb), "bomb", "", 1L << 40)) {
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(MalformedPackageException.class)
                    .hasMessageContaining("250 bytes come out of each compressed byte");
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(32L << 20);
    }

    @Test
    void declaredDictionariesOfGibibytesAllocateNothing() throws IOException {
        byte[] xz = TestDeb.compress(Compression.XZ, FORMAT);
        int header = 12;
        assertThat(xz[header + 2]).isEqualTo((byte) 0x21); // LZMA2, then one byte of properties: the dictionary's size
        xz[header + 4] = 40; // 4 GiB - 1
        CRC32 crc = new CRC32();
        int length = (xz[header] + 1) * 4;
        crc.update(xz, header, length - 4);
        ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(header + length - 4, (int) crc.getValue());
        refused(TestDeb.ar("debian-binary", FORMAT, "control.tar.xz", xz), "control.tar.xz");
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) 0xa8, 9, 0, 0, 'a'}; // 2 GiB
        refused(TestDeb.ar("debian-binary", FORMAT, "control.tar.zst", zstd), "control.tar.zst");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aSmallPackageCutAtEveryByteIsRefused(Compression compression) {
        byte[] deb = new TestDeb().file("./a", FORMAT).build(compression);
        int step = compression == Compression.NONE ? 97 : 1;
        for (int length = 0; length < deb.length; length += step) {
            byte[] cut = Arrays.copyOf(deb, length);
            assertThatThrownBy(() -> read(cut)).as("cut at " + length).isInstanceOf(MalformedPackageException.class);
        }
    }

    @Test
    void controlFieldsOfMegabytesAreRefused() {
        byte[] text = ("Package: " + "x".repeat(3 << 20) + "\n").getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() ->
                        ControlReader.of(new ByteArrayInputStream(text), "text").next())
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("a line of more than");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void relationsTakeTimeInProportionToTheirLength() {
        RelationParser parser = new RelationParser("amd64");
        String blank = " ".repeat(500_000);
        for (String text :
                new String[] {"a" + blank + "!", "a (" + blank + "!", "a (>= 1" + blank + "!", "a [" + blank}) {
            assertThatThrownBy(() -> parser.requirements(text)).isInstanceOf(IllegalArgumentException.class);
        }
        int many = 250_000;
        assertThat(parser.requirements("a | ".repeat(many) + "b").getFirst().alternatives())
                .hasSize(many + 1);
        assertThat(parser.requirements("a, ".repeat(many))).hasSize(many);
        String digits = "1".repeat(1 << 20);
        assertThat(parser.requirements("a (= " + digits + ")")).hasSize(1);
        assertThatThrownBy(() -> parser.requirements("a" + "(".repeat(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
