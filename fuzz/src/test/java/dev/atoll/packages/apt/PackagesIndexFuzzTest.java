package dev.atoll.packages.apt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.ByteArrayInputStream;

class PackagesIndexFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(
                        input.length,
                        () -> new PackagesReader("an index", "trixie", "amd64").read(new ByteArrayInputStream(input)),
                        MalformedPackageException.class)
                .ifPresent(packages -> packages.forEach(it -> Hostile.require(
                        !("/" + it.path() + "/").contains("/../") && !it.path().startsWith("/"),
                        "the path " + it.path())));
    }
}
