package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayInputStream;

class DebFuzzTest {

    /** A dictionary of xz may take 64 MiB, and there are two archives in a package. */
    private static final long MEMORY = 160L << 20;

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                input.length,
                MEMORY,
                () -> DebFile.read("a.deb", new ByteArrayInputStream(input), (entry, contents) -> {
                    long size = contents.transferTo(java.io.OutputStream.nullOutputStream());
                    Hostile.require(size == entry.size(), "a file of " + entry.size() + " bytes gave " + size);
                }),
                MalformedPackageException.class);
    }
}
