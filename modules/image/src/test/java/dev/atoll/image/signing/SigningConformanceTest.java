package dev.atoll.image.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.efi.AuthenticatedVariable;
import dev.atoll.disk.efi.EfiTime;
import dev.atoll.disk.efi.SecureBootVariable;
import dev.atoll.disk.pe.UkiSection;
import dev.atoll.disk.pe.UkiWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs systemd-boot-efi, sbsigntool, efitools and openssl. */
@Tag("conformance")
class SigningConformanceTest {
    private static final Path STUB = Path.of(System.getenv().getOrDefault("ATOLL_TOOLS", "/"))
            .resolve("usr/lib/systemd/boot/efi/linuxx64.efi.stub");

    @TempDir
    Path directory;

    private Path certificate;

    /** How a tool ended, and what it said. */
    private record Outcome(int status, String output) {}

    private static Outcome run(Object... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of(command).stream().map(Object::toString).toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    @BeforeEach
    void writeCertificate() throws Exception {
        certificate = Files.writeString(
                directory.resolve("db.crt"),
                new Pem("CERTIFICATE", Keys.KEY.certificate().getEncoded()).encode());
    }

    private byte[] stub() throws IOException {
        assertThat(STUB).as("install systemd-boot-efi").isRegularFile();
        return Files.readAllBytes(STUB);
    }

    private Outcome sbverify(byte[] pe) throws IOException, InterruptedException {
        return run("sbverify", "--cert", certificate, Files.write(directory.resolve("image.efi"), pe));
    }

    @Test
    void sbverifyAcceptsASignedStubAndNotAChangedOne() throws Exception {
        byte[] signed = Authenticode.sign(stub(), Keys.KEY);
        Outcome good = sbverify(signed);
        assertThat(good.status()).as(good.output()).isZero();
        // It warns of the symbol table that this stub carries behind its sections.
        assertThat(good.output()).endsWith("Signature verification OK\n");
        signed[2000] ^= 1;
        Outcome changed = sbverify(signed);
        assertThat(changed.status()).isNotZero();
        assertThat(changed.output()).contains("Hash doesn't match image");
        assertThat(sbverify(Authenticode.sign(stub(), Keys.OTHER)).status()).isNotZero();
    }

    @Test
    void sbverifyAcceptsASignedKernelImageAndNotAChangedOne() throws Exception {
        byte[] uki = UkiWriter.write(
                stub(),
                List.of(
                        new UkiSection(".cmdline", "quiet".getBytes(StandardCharsets.UTF_8)),
                        new UkiSection(".linux", new byte[123_457])));
        byte[] signed = Authenticode.sign(uki, Keys.KEY);
        assertThat(sbverify(signed)).isEqualTo(new Outcome(0, "Signature verification OK\n"));
        assertThat(sbverify(Authenticode.sign(Authenticode.sign(uki, Keys.OTHER), Keys.KEY))
                        .status())
                .isZero();
        signed[uki.length - 600] ^= 1;
        assertThat(sbverify(signed).status()).isNotZero();
    }

    @Test
    void weAcceptWhatSbsignSigned() throws Exception {
        Path key = Files.writeString(
                directory.resolve("db.key"),
                new Pem("PRIVATE KEY", Keys.KEY.key().getEncoded()).encode());
        Path image = Files.write(directory.resolve("stub.efi"), stub());
        Path signed = directory.resolve("signed.efi");
        Outcome outcome = run("sbsign", "--key", key, "--cert", certificate, "--output", signed, image);
        assertThat(outcome.status()).as(outcome.output()).isZero();
        Authenticode.verify(Files.readAllBytes(signed), Keys.KEY.certificate());
    }

    @Test
    void opensslAcceptsTheSignatureOfAWrite() throws Exception {
        AuthenticatedVariable write = Enrolment.sign(
                SecureBootVariable.DB, Keys.KEY.certificate(), EfiTime.of(Keys.CLOCK.instant()), Keys.OTHER);
        AuthenticatedVariable read = AuthenticatedVariable.parse(write.toBytes());
        Path signature = Files.write(directory.resolve("write.p7"), wrapped(read.signedData()));
        assertThat(run("openssl", "pkcs7", "-inform", "DER", "-in", signature, "-print_certs", "-noout")
                        .output())
                .containsPattern("subject=CN ?= ?Tests other");
        byte[] covered = AuthenticatedVariable.bytesToSign(SecureBootVariable.DB, read.timestamp(), read.payload());
        Outcome good = verify(signature, Files.write(directory.resolve("covered"), covered));
        assertThat(good.status()).as(good.output()).isZero();
        covered[0] ^= 1;
        assertThat(verify(signature, Files.write(directory.resolve("covered"), covered))
                        .status())
                .isNotZero();
    }

    private Outcome verify(Path signature, Path content) throws IOException, InterruptedException {
        return run(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-noverify",
                "-inform",
                "DER",
                "-in",
                signature,
                "-content",
                content,
                "-out",
                directory.resolve("out"));
    }

    /** OpenSSL wants the ContentInfo that firmware does without. */
    private static byte[] wrapped(byte[] signedData) throws IOException {
        return Pkcs7.der(new DERSequence(new ASN1Encodable[] {
            CMSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, Pkcs7.parse(signedData))
        }));
    }

    @Test
    void efitoolsFindTheCertificateInAWrite() throws Exception {
        AuthenticatedVariable write = Enrolment.sign(
                SecureBootVariable.DB, Keys.KEY.certificate(), EfiTime.of(Keys.CLOCK.instant()), Keys.OTHER);
        Path list = Files.write(directory.resolve("db.esl"), write.payload());
        Outcome outcome = run("sig-list-to-certs", list, directory.resolve("found"));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(directory.resolve("found-0.der"))
                .hasBinaryContent(Keys.KEY.certificate().getEncoded());
    }
}
