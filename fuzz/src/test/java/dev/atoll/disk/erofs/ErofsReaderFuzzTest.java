package dev.atoll.disk.erofs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import dev.atoll.fuzz.Trees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

class ErofsReaderFuzzTest {

    private static final ErofsOptions OPTIONS = new ErofsOptions(new UUID(1, 2), "", 0);

    /** Inputs are images without the zeros at their end. */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        byte[] image = java.util.Arrays.copyOf(input, Math.ceilDiv(input.length + 1, 4096) * 4096);
        Path file = Scratch.file(image);
        FileTree tree = Hostile.read(image.length, () -> ErofsReader.read(file, 0), MalformedErofsException.class)
                .orElse(null);
        if (tree != null && Trees.size(tree) <= 1 << 20) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ErofsWriter.write(tree, OPTIONS, out);
            String first = Trees.whole(tree);
            String again = Trees.whole(ErofsReader.read(Scratch.file(out.toByteArray()), 0));
            Hostile.require(again.equals(first), "another tree was read back: " + again + " for " + first);
        }
    }
}
