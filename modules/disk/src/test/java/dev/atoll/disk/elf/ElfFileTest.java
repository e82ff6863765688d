package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfFileTest {
    private static final int DLOPEN = 0x407c0c0a;
    private static final String NOTE = """
            [{"feature":"crypt","description":"A \\"quoted\\" \\u00e4","priority":"suggested",\
            "soname":["libcrypt.so.2","libcrypt.so.1"],"more":{"n":[-1.5e3,true,null,[]]}},{"soname":["liba.so"]}]""";

    private static TestElf program() {
        return new TestElf(Machine.X86_64)
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needs("libb.so.1")
                .needs("liba.so.6")
                .soname("libself.so.0")
                .runpath("$ORIGIN/../lib:/opt/lib")
                .note(1, "GNU", "other")
                .note(DLOPEN, "FDO", NOTE);
    }

    @Test
    void tellsWhatAProgramWants() {
        ElfFile elf = ElfFile.read(program().content());
        assertThat(elf.machine()).isEqualTo(Machine.X86_64);
        assertThat(elf.interpreter()).contains("/lib64/ld-linux-x86-64.so.2");
        assertThat(elf.needed()).containsExactly("libb.so.1", "liba.so.6");
        assertThat(elf.soname()).contains("libself.so.0");
        assertThat(elf.runpath()).contains("$ORIGIN/../lib:/opt/lib");
        assertThat(elf.rpath()).isEmpty();
        assertThat(elf.isLoadable()).isTrue();
        assertThat(elf.section("none")).isEmpty();
        assertThat(elf.sections()).hasSize(2);
    }

    @Test
    void readsTheLibrariesThatNotesDeclare() {
        assertThat(ElfFile.read(program().content()).dlopens())
                .containsExactly(
                        new Dlopen(
                                "crypt",
                                "A \"quoted\" ä",
                                Dlopen.Priority.SUGGESTED,
                                List.of("libcrypt.so.2", "libcrypt.so.1")),
                        new Dlopen("", "", Dlopen.Priority.RECOMMENDED, List.of("liba.so")));
    }

    @Test
    void refusesNotesThatDoNotKeepToTheSpecification() {
        for (String json : List.of(
                "{}",
                "[1]",
                "[{}]",
                "[{\"soname\":[1]}]",
                "[{\"soname\":[\"a\"],\"priority\":\"urgent\"}]",
                "[{\"soname\":[\"a\"],\"feature\":2}]",
                "[{\"soname\":[\"a\"]}",
                "[{\"soname\":[\"a\"]}] x",
                "[\"a\\x\"]",
                "[\"\\u12",
                "[".repeat(100_000))) {
            ElfFile elf = ElfFile.read(
                    new TestElf(Machine.X86_64).note(DLOPEN, "FDO", json).content());
            assertThatThrownBy(elf::dlopens).as(json).isInstanceOf(MalformedElfException.class);
        }
    }

    @Test
    void namesTheMachineItRefuses() {
        byte[] arm = program().bytes();
        arm[18] = 40;
        assertThatThrownBy(() -> ElfFile.read(Content.of(arm)))
                .isInstanceOf(MalformedElfException.class)
                .hasMessageContaining("ARM (32 bit)");
        byte[] narrow = program().bytes();
        narrow[4] = 1;
        assertThatThrownBy(() -> ElfFile.read(Content.of(narrow))).hasMessageContaining("32-bit");
        byte[] big = program().bytes();
        big[5] = 2;
        assertThatThrownBy(() -> ElfFile.read(Content.of(big))).hasMessageContaining("big-endian");
        assertThatThrownBy(() -> ElfFile.read(Content.of("#!/bin/sh\n"))).hasMessageContaining("not an ELF file");
    }

    @Test
    void readsAFileInPartsAsItDoesWhole(@TempDir Path directory) throws IOException {
        byte[] program = program().bytes();
        byte[] large = Arrays.copyOf(program, 6 << 20);
        Path file = directory.resolve("large");
        Files.write(file, new byte[512]);
        Files.write(file, large, StandardOpenOption.APPEND);
        ElfFile inMemory = ElfFile.read(Content.of(large));
        ElfFile onDisk = ElfFile.read(Content.of(file, 512, large.length));
        for (ElfFile elf : List.of(inMemory, onDisk)) {
            assertThat(elf.needed()).containsExactly("libb.so.1", "liba.so.6");
            assertThat(elf.dlopens()).hasSize(2);
        }
    }

    @Test
    void aTruncatedFileIsRefusedAndNothingElseHappens() {
        byte[] program = program().bytes();
        for (int size = 0; size < program.length; size++) {
            byte[] cut = Arrays.copyOf(program, size);
            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(MalformedElfException.class);
        }
    }

    @Test
    void aDamagedFileIsReadOrRefusedAndNothingElseHappens() {
        Random random = new Random(20261122);
        byte[] program = program().bytes();
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = program.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextBoolean() ? 0xff : 0x7f);
            }
            try {
                readAll(damaged);
            } catch (MalformedElfException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(2_000, 19_999);
    }

    private static void readAll(byte[] bytes) {
        ElfFile elf = ElfFile.read(Content.of(bytes));
        elf.interpreter();
        elf.dlopens();
        for (Section section : elf.sections()) {
            elf.bytes(section.name());
        }
    }
}
