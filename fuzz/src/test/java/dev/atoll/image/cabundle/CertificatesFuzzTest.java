package dev.atoll.image.cabundle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;

class CertificatesFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> Certificates.read("a.crt", input), MalformedCertificateException.class);
    }
}
