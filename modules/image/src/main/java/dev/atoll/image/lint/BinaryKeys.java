package dev.atoll.image.lint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Private keys without text around them. A file counts only if its structure leaves no doubt: the outer value is as long
 * as the file, and the first fields are what the format asks for.
 */
final class BinaryKeys {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;

    /** pkcs-12 key bags, with and without a passphrase: a store without them holds certificates only. */
    private static final List<byte[]> KEY_BAGS = List.of(
            HexFormat.of().parseHex("060b2a864886f70d010c0a0101"),
            HexFormat.of().parseHex("060b2a864886f70d010c0a0102"));

    private static final byte[] PKCS7_DATA = HexFormat.of().parseHex("06092a864886f70d010701");
    /** pkcs-5 and pkcs-12PbeIds. */
    private static final List<byte[]> ENCRYPTIONS =
            List.of(HexFormat.of().parseHex("2a864886f70d0105"), HexFormat.of().parseHex("2a864886f70d010c01"));

    private static final int JKS = 0xfeedfeed;
    private static final int JCEKS = 0xcececece;
    /** RSA, ElGamal, DSA and the elliptic curves of RFC 9580, section 9.1. */
    private static final Set<Integer> PGP_ALGORITHMS = Set.of(1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28);

    private static final int MOST_ENTRIES = 10_000;

    private BinaryKeys() {}

    /** Whether the first bytes could begin a key at all; most files are done with this. */
    static boolean mayBegin(byte[] bytes, int length) {
        return length > 16
                && switch (bytes[0] & 0xff) {
                    case SEQUENCE, 0xfe, 0xce, 0x94, 0x95, 0xc5 -> true;
                    default -> false;
                };
    }

    /** What kind of key a file is. */
    static Optional<String> kind(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        try {
            return switch (file[0] & 0xff) {
                case SEQUENCE -> der(bytes, file);
                case 0xfe, 0xce -> keyStore(bytes);
                default -> openPgp(bytes);
            };
        } catch (BufferUnderflowException | IllegalArgumentException cutOff) {
            return Optional.empty();
        }
    }

    private static Optional<String> der(ByteBuffer bytes, byte[] file) {
        if (enter(bytes, SEQUENCE) != bytes.remaining()) {
            return Optional.empty();
        }
        if (peek(bytes) == SEQUENCE) {
            ByteBuffer algorithm = value(bytes, SEQUENCE);
            byte[] oid = copy(value(algorithm, OID));
            boolean encryption = ENCRYPTIONS.stream()
                    .anyMatch(prefix -> oid.length > prefix.length
                            && Arrays.equals(oid, 0, prefix.length, prefix, 0, prefix.length));
            return encryption && peek(bytes) == OCTETS && value(bytes, OCTETS).hasRemaining() && !bytes.hasRemaining()
                    ? Optional.of("an encrypted key of PKCS #8")
                    : Optional.empty();
        }
        byte[] version = copy(value(bytes, INTEGER));
        int number = version.length == 1 ? version[0] : -1;
        return switch (peek(bytes)) {
            case SEQUENCE -> number == 3 ? pkcs12(value(bytes, SEQUENCE), file) : pkcs8(bytes, number);
            case OCTETS -> {
                int size = value(bytes, OCTETS).remaining();
                boolean parameters = bytes.hasRemaining() && (peek(bytes) == 0xa0 || peek(bytes) == 0xa1);
                yield number == 1 && size >= 20 && size <= 66 && parameters
                        ? Optional.of("a key of an elliptic curve")
                        : Optional.empty();
            }
            case INTEGER -> number == 0 ? rsa(bytes) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> pkcs8(ByteBuffer bytes, int version) {
        ByteBuffer algorithm = value(bytes, SEQUENCE);
        return (version == 0 || version == 1) && peek(algorithm) == OID && peek(bytes) == OCTETS
                ? Optional.of("a key of PKCS #8")
                : Optional.empty();
    }

    /** RSAPrivateKey has eight numbers after its version, DSA's own form five. */
    private static Optional<String> rsa(ByteBuffer bytes) {
        int numbers = 0;
        int largest = 0;
        while (bytes.hasRemaining() && peek(bytes) == INTEGER && numbers < 9) {
            largest = Math.max(largest, value(bytes, INTEGER).remaining());
            numbers++;
        }
        return (numbers == 8 || numbers == 5) && largest >= 64 && !bytes.hasRemaining()
                ? Optional.of(numbers == 8 ? "a key of RSA" : "a key of DSA")
                : Optional.empty();
    }

    private static Optional<String> pkcs12(ByteBuffer authSafe, byte[] file) {
        byte[] type = new byte[PKCS7_DATA.length];
        authSafe.get(type);
        return Arrays.equals(type, PKCS7_DATA) && KEY_BAGS.stream().anyMatch(bag -> contains(file, bag))
                ? Optional.of("a PKCS #12 store with a key")
                : Optional.empty();
    }

    private static boolean contains(byte[] file, byte[] part) {
        for (int at = 0; at + part.length <= file.length; at++) {
            if (Arrays.equals(file, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /** Java's key stores: entries of certificates (2) until one of a key (1, or 3 for secret keys). */
    private static Optional<String> keyStore(ByteBuffer bytes) {
        int magic = bytes.getInt();
        int version = bytes.getInt();
        int entries = bytes.getInt();
        if ((magic != JKS && magic != JCEKS) || version < 1 || version > 2) {
            return Optional.empty();
        }
        for (int i = 0; i < Math.min(entries, MOST_ENTRIES); i++) {
            int tag = bytes.getInt();
            if (tag != 2) {
                return tag == 1 || tag == 3 ? Optional.of("a Java key store with a key") : Optional.empty();
            }
            skip(bytes, Short.toUnsignedInt(bytes.getShort()));
            bytes.getLong();
            if (version == 2) {
                skip(bytes, Short.toUnsignedInt(bytes.getShort()));
            }
            skip(bytes, bytes.getInt());
        }
        return Optional.empty();
    }

    /** A secret key packet (5) of version 4 to 6 with a known algorithm, RFC 9580, sections 4.2 and 5.5.3. */
    private static Optional<String> openPgp(ByteBuffer bytes) {
        int tag = next(bytes);
        int length = tag == 0xc5 ? packetLength(bytes) : tag == 0x95 ? bytes.getShort() & 0xffff : next(bytes);
        if (length < 32 || length > bytes.remaining()) {
            return Optional.empty();
        }
        int version = bytes.get();
        bytes.getInt();
        return version >= 4 && version <= 6 && PGP_ALGORITHMS.contains((int) bytes.get())
                ? Optional.of("an OpenPGP secret key")
                : Optional.empty();
    }

    private static int packetLength(ByteBuffer bytes) {
        int first = next(bytes);
        if (first < 192) {
            return first;
        }
        return first < 224 ? ((first - 192) << 8) + next(bytes) + 192 : bytes.getInt();
    }

    /** Reads a tag and its length, in the definite form only. */
    private static int enter(ByteBuffer bytes, int tag) {
        if (next(bytes) != tag) {
            throw new IllegalArgumentException("another value");
        }
        int first = next(bytes);
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count < 1 || count > 3) {
            throw new IllegalArgumentException("too long");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | next(bytes);
        }
        return length;
    }

    private static ByteBuffer value(ByteBuffer bytes, int tag) {
        int length = enter(bytes, tag);
        ByteBuffer value = bytes.slice(bytes.position(), Math.min(length, bytes.remaining()));
        skip(bytes, length);
        return value;
    }

    private static int next(ByteBuffer bytes) {
        return bytes.get() & 0xff;
    }

    private static int peek(ByteBuffer bytes) {
        return bytes.hasRemaining() ? bytes.get(bytes.position()) & 0xff : -1;
    }

    private static void skip(ByteBuffer bytes, int count) {
        bytes.position(Math.addExact(bytes.position(), count));
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
