package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.util.Optional;

class ArFuzzTest {
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                input.length,
                () -> {
                    ArReader reader =
                            new ArReader(new Source(new ByteArrayInputStream(input), "an archive", "", Long.MAX_VALUE));
                    Optional<ArReader.Member> member = reader.next();
                    while (member.isPresent()) {
                        long size = member.get().size();
                        long read = reader.contents(member.get()).readNBytes(64).length;
                        Hostile.require(read == Math.min(64, size), "a member of " + size + " bytes gave " + read);
                        member = reader.next();
                    }
                    return true;
                },
                MalformedPackageException.class);
    }
}
