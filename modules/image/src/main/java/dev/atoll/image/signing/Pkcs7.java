package dev.atoll.image.signing;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/** PKCS #7 SignedData (RFC 2315, section 9) of version 1 in DER: one signer, its certificate, SHA-256 and RSA. */
final class Pkcs7 {
    static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    private static final AlgorithmIdentifier RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    private static final ASN1Integer VERSION_1 = new ASN1Integer(1);

    private Pkcs7() {}

    /** SignedData without ContentInfo over bytes that lie elsewhere, signed directly: for variables. */
    static DERSequence detached(X509Certificate signer, byte[] signature) {
        Certificate certificate = structure(signer);
        DERSequence info = new DERSequence(
                new ASN1Encodable[] {VERSION_1, issuerAndSerial(certificate), SHA256, RSA, new DEROctetString(signature)
                });
        return signedData(new DERSequence(CMSObjectIdentifiers.data), certificate, info);
    }

    /** SignedData in its ContentInfo that holds what is signed, and signs it through attributes. */
    static DERSequence enveloping(DERSequence content, X509Certificate signer, DERSet attributes, byte[] signature) {
        Certificate certificate = structure(signer);
        DERSequence info = new DERSequence(new ASN1Encodable[] {
            VERSION_1,
            issuerAndSerial(certificate),
            SHA256,
            new DERTaggedObject(false, 0, attributes),
            RSA,
            new DEROctetString(signature)
        });
        return new DERSequence(new ASN1Encodable[] {
            CMSObjectIdentifiers.signedData, new DERTaggedObject(true, 0, signedData(content, certificate, info))
        });
    }

    private static DERSequence signedData(DERSequence content, Certificate certificate, DERSequence signerInfo) {
        ASN1EncodableVector data = new ASN1EncodableVector();
        data.add(VERSION_1);
        data.add(new DERSet(SHA256));
        data.add(content);
        data.add(new DERTaggedObject(false, 0, new DERSet(certificate)));
        data.add(new DERSet(signerInfo));
        return new DERSequence(data);
    }

    private static IssuerAndSerialNumber issuerAndSerial(Certificate certificate) {
        return new IssuerAndSerialNumber(
                certificate.getIssuer(), certificate.getSerialNumber().getValue());
    }

    /** Whether a signer says that it signed with this certificate. */
    static boolean names(SignerInfo signer, X509Certificate certificate) {
        return Arrays.equals(der(signer.getSID()), der(issuerAndSerial(structure(certificate))));
    }

    /** Whether the certificate is among those that came with the signature, which is where firmware takes it from. */
    static boolean holds(SignedData signed, X509Certificate certificate) {
        byte[] wanted = der(structure(certificate));
        for (ASN1Encodable held : signed.getCertificates()) {
            if (Arrays.equals(der(held), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Certificate structure(X509Certificate certificate) {
        try {
            return Certificate.getInstance(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate cannot be encoded", e);
        }
    }

    /** The first value in the bytes; what follows it is padding. */
    static ASN1Primitive parse(byte[] bytes) throws IOException {
        try (ASN1InputStream in = new ASN1InputStream(bytes)) {
            ASN1Primitive value = in.readObject();
            if (value == null) {
                throw new IOException("no value");
            }
            return value;
        }
    }

    /** Something that takes ASN.1 of unknown origin apart. */
    interface Reading {
        void run() throws IOException;
    }

    /**
     * Takes ASN.1 of unknown origin apart. Bouncy Castle answers broken values with many kinds of unchecked exceptions;
     * all mean the same here.
     *
     * @throws InvalidSignatureException if it cannot be read, or if the reading itself refused it
     */
    static void reading(Reading reading) {
        try {
            reading.run();
        } catch (InvalidSignatureException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidSignatureException("the signature cannot be read: " + e, e);
        }
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be encoded", e);
        }
    }

    /** What a value holds, without its tag and length. */
    static byte[] contents(ASN1Encodable value) {
        byte[] der = der(value);
        int lengthBytes = (der[1] & 0x80) == 0 ? 1 : 1 + (der[1] & 0x7f);
        return Arrays.copyOfRange(der, 1 + lengthBytes, der.length);
    }
}
