package dev.atoll.disk.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UkiWriterTest {
    private static final byte[] STUB = SmallPe.create();
    private static final byte[] KERNEL = new byte[5000];
    private static final List<UkiSection> SECTIONS =
            List.of(section(".osrel", "ID=atoll\n"), section(".cmdline", "quiet"), new UkiSection(".linux", KERNEL));

    static {
        Arrays.fill(KERNEL, (byte) 7);
    }

    private static UkiSection section(String name, String data) {
        return new UkiSection(name, data.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sectionsFollowTheStubsOwnInTheOrderGiven() {
        PeImage uki = PeImage.parse(UkiWriter.write(STUB, SECTIONS));
        assertThat(uki.sections())
                .extracting(PeSection::name)
                .containsExactly(".text", ".sbat", ".osrel", ".cmdline", ".linux");
        assertThat(uki.data(".osrel")).hasValue("ID=atoll\n".getBytes(StandardCharsets.UTF_8));
        assertThat(uki.data(".linux")).hasValue(KERNEL);
        assertThat(uki.data(".sbat")).hasValue("sbat,1,me\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void memoryAndFileAreLaidOutByTheirAlignments() {
        byte[] file = UkiWriter.write(STUB, SECTIONS);
        PeImage uki = PeImage.parse(file);
        assertThat(uki.sections().subList(2, 5))
                .containsExactly(
                        new PeSection(".osrel", 0x3000, 9, 2048, 512, 0x40000040),
                        new PeSection(".cmdline", 0x4000, 5, 2560, 512, 0x40000040),
                        new PeSection(".linux", 0x5000, 5000, 3072, 5120, 0x40000020));
        assertThat(uki.imageSize()).isEqualTo(0x7000);
        assertThat(uki.checksum()).isZero();
        assertThat(file).hasSize(3072 + 5120);
        int initialized = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(SmallPe.OPTIONAL + 8);
        assertThat(initialized).isEqualTo(512 + 9 + 5 + 5000);
    }

    @Test
    void aSymbolTableAtTheEndOfTheStubIsDropped() {
        byte[] stub = SmallPe.create(ByteBuffer.allocate(18 + 10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(18, 10)
                .array());
        stub = SmallPe.with(SmallPe.with(stub, SmallPe.PE + 12, 2048), SmallPe.PE + 16, 1);
        assertThat(UkiWriter.write(stub, SECTIONS)).isEqualTo(UkiWriter.write(STUB, SECTIONS));
    }

    @Test
    void otherBytesAtTheEndOfTheStubAreKept() {
        PeImage uki = PeImage.parse(UkiWriter.write(SmallPe.create((byte) 1, (byte) 2), SECTIONS));
        assertThat(uki.section(".osrel").orElseThrow().rawOffset()).isEqualTo(2560);
    }

    @Test
    void refusesMoreSectionsThanTheHeadersHaveRoomFor() {
        int room = (SmallPe.HEADERS - SmallPe.TABLE) / 40 - 2;
        List<UkiSection> sections = IntStream.rangeClosed(0, room)
                .mapToObj(i -> section(".s" + i, "x"))
                .toList();
        assertThat(UkiWriter.write(STUB, sections.subList(0, room))).isNotEmpty();
        assertThatThrownBy(() -> UkiWriter.write(STUB, sections))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("no room in the headers");
    }

    @Test
    void refusesASectionTheStubHasAndOneGivenTwice() {
        assertThatThrownBy(() -> UkiWriter.write(STUB, List.of(section(".sbat", "x"))))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining(".sbat");
        assertThatThrownBy(() -> UkiWriter.write(STUB, List.of(section(".linux", "x"), section(".linux", "y"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two sections");
    }

    @Test
    void refusesASignedStub() {
        assertThatThrownBy(() -> UkiWriter.write(CertificateTable.append(STUB, new byte[5]), SECTIONS))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("signed");
    }

    @Test
    void refusesNamesThatDoNotFitAndEmptySections() {
        for (String name : List.of("linux", ".", ".toolongname", ".é", ".a b")) {
            assertThatThrownBy(() -> section(name, "x")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> section(".linux", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
    }
}
