package dev.atoll.image.signing;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;

/** The attributes a signer vouches for (RFC 5652, section 11), as Authenticode wants them. */
final class SignedAttributes {
    private SignedAttributes() {}

    /**
     * Checks that they name the content's type and digest; others may be there too.
     *
     * @throws InvalidSignatureException if they do not
     */
    static void check(ASN1Set set, ASN1Encodable content) {
        AttributeTable attributes = new AttributeTable(set);
        Authenticode.require(
                SpcIndirectData.TYPE.equals(only(attributes, CMSAttributes.contentType)),
                "the signed attributes name another type of content");
        byte[] digest = ASN1OctetString.getInstance(only(attributes, CMSAttributes.messageDigest))
                .getOctets();
        Authenticode.require(
                Arrays.equals(digest, SpcIndirectData.sha256(Pkcs7.contents(content))),
                "the signed attributes are over other content");
    }

    private static ASN1Encodable only(AttributeTable attributes, ASN1ObjectIdentifier type) {
        ASN1EncodableVector all = attributes.getAll(type);
        Authenticode.require(all.size() == 1, "not exactly one signed attribute " + type);
        ASN1Set values = Attribute.getInstance(all.get(0)).getAttrValues();
        Authenticode.require(values.size() == 1, "not exactly one value of signed attribute " + type);
        return values.getObjectAt(0);
    }
}
