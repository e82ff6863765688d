package dev.atoll.image.depmod;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.elf.MalformedElfException;
import dev.atoll.disk.tree.Content;
import dev.atoll.fuzz.Hostile;

class ModuleFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                        input.length,
                        () -> ModuleReader.read("kernel/a.ko", Content.of(input)),
                        MalformedElfException.class)
                .ifPresent(module -> Hostile.read(
                        input.length,
                        () -> module.aliases().stream().map(ModuleNames::alias).toList()));
    }
}
