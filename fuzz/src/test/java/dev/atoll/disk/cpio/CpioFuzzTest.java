package dev.atoll.disk.cpio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Trees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

class CpioFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        FileTree tree = Hostile.read(
                        input.length,
                        () -> CpioReader.read(new ByteArrayInputStream(input)),
                        MalformedCpioException.class)
                .orElse(null);
        if (tree != null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CpioWriter.write(tree, out);
            FileTree again = CpioReader.read(new ByteArrayInputStream(out.toByteArray()));
            Hostile.require(
                    Trees.below(again).equals(Trees.below(tree)),
                    "another tree was read back: " + Trees.below(again) + " for " + Trees.below(tree));
        }
    }
}
