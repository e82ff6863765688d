package dev.atoll.image.cabundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.ASN1VisibleString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/** OpenSSL's hash of a distinguished name, which names the links of a directory of certificates. */
final class SubjectHash {
    private SubjectHash() {}

    /** Eight small hexadecimal digits. */
    static String of(X500Name name) throws IOException {
        byte[] digest = sha1().digest(canonical(name));
        int hash = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return HexFormat.of().toHexDigits(hash);
    }

    /** The relative names, one set after the other. */
    private static byte[] canonical(X500Name name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RDN rdn : name.getRDNs()) {
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                ASN1EncodableVector pair = new ASN1EncodableVector();
                pair.add(attribute.getType());
                pair.add(canonical(attribute.getValue()));
                attributes.add(new DERSequence(pair));
            }
            out.write(new DERSet(attributes).getEncoded(ASN1Encoding.DER));
        }
        return out.toByteArray();
    }

    private static ASN1Encodable canonical(ASN1Encodable value) {
        return switch (value) {
            case ASN1UTF8String text -> canonical(text.getString());
            case ASN1PrintableString text -> canonical(text.getString());
            case ASN1IA5String text -> canonical(text.getString());
            case ASN1T61String text -> canonical(text.getString());
            case ASN1BMPString text -> canonical(text.getString());
            case ASN1VisibleString text -> canonical(text.getString());
            case ASN1UniversalString text -> canonical(utf32(text.getOctets()));
            default -> value;
        };
    }

    private static String utf32(byte[] octets) {
        return new String(octets, Charset.forName("UTF-32BE"));
    }

    private static DERUTF8String canonical(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                space = true;
            } else {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            }
        }
        return new DERUTF8String(out.toString());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
