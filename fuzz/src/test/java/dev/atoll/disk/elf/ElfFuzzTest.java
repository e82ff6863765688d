package dev.atoll.disk.elf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.tree.Content;
import dev.atoll.fuzz.Hostile;

class ElfFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Content content = Content.of(input);
        Hostile.read(input.length, () -> ElfFile.read(content), MalformedElfException.class)
                .ifPresent(elf -> {
                    Hostile.read(input.length, elf::dlopens, MalformedElfException.class);
                    Hostile.read(input.length, elf::interpreter, MalformedElfException.class);
                    for (Section section : elf.sections()) {
                        Hostile.read(input.length, () -> elf.bytes(section.name()), MalformedElfException.class);
                    }
                });
    }
}
