package dev.atoll.image.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.x509.DigestInfo;

/** Authenticode's SpcIndirectDataContent: what stands inside a signature for the PE image it covers. */
final class SpcIndirectData {
    static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.1.4");
    private static final ASN1ObjectIdentifier PE_IMAGE = new ASN1ObjectIdentifier("1.3.6.1.4.1.311.2.1.15");
    /** What the specification wants where once the file's name was. */
    private static final String OBSOLETE = "<<<Obsolete>>>";

    private SpcIndirectData() {}

    static DERSequence of(byte[] authenticodeDigest) {
        ASN1Encodable file = new DERTaggedObject(true, 2, new DERTaggedObject(false, 0, new DERBMPString(OBSOLETE)));
        DERSequence peImage = sequence(new DERBitString(new byte[0]), new DERTaggedObject(true, 0, file));
        DERSequence digest = sequence(Pkcs7.SHA256, new DEROctetString(authenticodeDigest));
        return sequence(sequence(PE_IMAGE, peImage), digest);
    }

    /** ContentInfo around the content, as PKCS #7 has it: not in an octet string. */
    static DERSequence contentInfo(DERSequence content) {
        return sequence(TYPE, new DERTaggedObject(true, 0, content));
    }

    /** The signed attributes that stand for the content. */
    static DERSet attributes(ASN1Encodable content) {
        return new DERSet(new ASN1Encodable[] {
            sequence(CMSAttributes.contentType, new DERSet(TYPE)),
            sequence(CMSAttributes.messageDigest, new DERSet(new DEROctetString(sha256(Pkcs7.contents(content)))))
        });
    }

    /**
     * The digest that the content holds.
     *
     * @throws InvalidSignatureException if it is not SHA-256
     */
    static byte[] digest(ASN1Encodable content) {
        DigestInfo digest =
                DigestInfo.getInstance(ASN1Sequence.getInstance(content).getObjectAt(1));
        if (!digest.getAlgorithmId().getAlgorithm().equals(Pkcs7.SHA256.getAlgorithm())) {
            throw new InvalidSignatureException("the signature is over a digest of type "
                    + digest.getAlgorithmId().getAlgorithm() + "; SHA-256 is expected");
        }
        return digest.getDigest();
    }

    private static DERSequence sequence(ASN1Encodable... elements) {
        return new DERSequence(elements);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
