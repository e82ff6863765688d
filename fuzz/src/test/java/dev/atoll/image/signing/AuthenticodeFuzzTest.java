package dev.atoll.image.signing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.pe.CertificateTable;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.security.cert.X509Certificate;

class AuthenticodeFuzzTest {

    private static final X509Certificate CERTIFICATE =
            SigningKey.certificate(Scratch.file(Scratch.resource(AuthenticodeFuzzTest.class, "keys/certificate.pem")));
    private static final byte[] IMAGE = Scratch.resource(AuthenticodeFuzzTest.class, "keys/image.efi");

    /** Inputs are signatures; one of an altered image is never accepted. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] signed = CertificateTable.append(IMAGE, input);
        Hostile.read(
                signed.length,
                () -> {
                    Authenticode.verify(signed, CERTIFICATE);
                    return true;
                },
                InvalidSignatureException.class);
        byte[] altered = IMAGE.clone();
        altered[64] ^= 1;
        Hostile.read(
                        signed.length,
                        () -> {
                            Authenticode.verify(CertificateTable.append(altered, input), CERTIFICATE);
                            return true;
                        },
                        InvalidSignatureException.class)
                .ifPresent(accepted -> Hostile.require(false, "an altered image was accepted"));
    }
}
