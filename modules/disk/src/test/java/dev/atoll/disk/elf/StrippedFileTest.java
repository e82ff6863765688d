package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrippedFileTest {
    /** Names of sections: at 1, 7, 15 and 23. */
    private static final byte[] NAMES = "\0.text\0.symtab\0.strtab\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);

    private static final int TEXT = 64;
    private static final int TEXT_SIZE = 100;

    @TempDir
    private Path folder;

    /** Code, a symbol table of two symbols, their names, the sections' names, five headers, and bytes behind all. */
    private static byte[] elf(int behind) {
        int symbols = TEXT + TEXT_SIZE + 4;
        int strings = symbols + 48;
        int names = strings + 10;
        int table = names + NAMES.length + 7 & -8;
        ByteBuffer file = ByteBuffer.allocate(table + 5 * 64 + behind).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        file.putShort(16, (short) 3).putShort(18, (short) 62).putInt(20, 1).putLong(40, table);
        file.putShort(52, (short) 64).putShort(54, (short) 56).putShort(58, (short) 64);
        file.putShort(60, (short) 5).putShort(62, (short) 4);
        file.put(TEXT, new byte[] {1, 2, 3}).put(names, NAMES);
        section(file, table + 64, 1, 1, 2, TEXT, TEXT_SIZE, 0);
        section(file, table + 128, 7, 2, 0, symbols, 48, 3);
        section(file, table + 192, 15, 3, 0, strings, 10, 0);
        section(file, table + 256, 23, 3, 0, names, NAMES.length, 0);
        return file.array();
    }

    private static void section(
            ByteBuffer file, int at, int name, int type, int flags, int offset, int size, int link) {
        file.putInt(at, name).putInt(at + 4, type).putLong(at + 8, flags);
        file.putLong(at + 24, offset).putLong(at + 32, size).putInt(at + 40, link);
    }

    private byte[] strip(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("library.so"), bytes);
        StrippedFile.strip(file);
        return Files.readAllBytes(file);
    }

    @Test
    void theSymbolTableAndItsNamesGoAndTheRestStays() throws IOException {
        byte[] bytes = elf(0);
        byte[] stripped = strip(bytes);
        assertThat(stripped).hasSizeLessThan(bytes.length - 48 - 10 - 2 * 64 + 8);
        assertThat(Arrays.copyOfRange(stripped, TEXT, TEXT + TEXT_SIZE))
                .isEqualTo(Arrays.copyOfRange(bytes, TEXT, TEXT + TEXT_SIZE));
        assertThat(ElfFile.read(Content.of(stripped)).sections())
                .extracting(Section::name)
                .containsExactly("", ".text", ".shstrtab");
        assertThat(strip(stripped)).isEqualTo(stripped);
    }

    @Test
    void aFileInWhichSomethingElseLiesBehindTheTableStaysAsItIs() throws IOException {
        byte[] bytes = elf(16);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int code = (int) file.getLong(40) + 64;
        file.putLong(code + 24, bytes.length - 16).putLong(code + 32, 16);
        assertThat(strip(bytes)).isEqualTo(bytes);
    }

    @Test
    void aTableThatIsLoadedStaysAsItIs() throws IOException {
        byte[] bytes = elf(0);
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong((int) file.getLong(40) + 128 + 8, 2);
        assertThat(strip(bytes)).isEqualTo(bytes);
    }

    @Test
    void whatIsNoElfFileStaysAsItIs() throws IOException {
        for (byte[] bytes :
                new byte[][] {{}, {0x7f, 'E', 'L', 'F'}, "text".repeat(100).getBytes(StandardCharsets.US_ASCII)}) {
            assertThat(strip(bytes)).isEqualTo(bytes);
        }
        byte[] other = new TestElf(Machine.AARCH64).needs("libc.so.6").bytes();
        assertThat(strip(other)).isEqualTo(other);
    }

    @Test
    void damagedFilesAreLeftOrStrippedButNeverFail() throws IOException {
        Random random = new Random(7);
        byte[] sound = elf(0);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = sound.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextBoolean() ? random.nextInt(64) : bytes.length - 1 - random.nextInt(5 * 64);
                bytes[at] = (byte) random.nextInt();
            }
            ByteArrayOutputStream cut = new ByteArrayOutputStream();
            cut.write(bytes, 0, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            assertThat(strip(cut.toByteArray())).hasSizeLessThanOrEqualTo(cut.size());
        }
    }
}
