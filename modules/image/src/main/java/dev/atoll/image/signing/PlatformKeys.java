package dev.atoll.image.signing;

import dev.atoll.disk.efi.AuthenticatedVariable;
import dev.atoll.disk.efi.EfiTime;
import dev.atoll.disk.efi.EfiVariable;
import dev.atoll.disk.efi.MalformedEfiDataException;
import dev.atoll.disk.efi.SecureBootVariable;
import dev.atoll.disk.efi.VariableStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a platform's owner needs to build images that Secure Boot accepts: the key that signs them, and the signed
 * writes that make firmware trust it. The private keys of PK and KEK are only needed to make other writes, never to
 * build an image, and may be kept elsewhere.
 *
 * @param db the key that signs what machines boot
 * @param platformCertificate the certificate in PK
 * @param exchangeCertificate the certificate in KEK
 * @param writes the signed write of each variable
 */
public record PlatformKeys(
        SigningKey db,
        X509Certificate platformCertificate,
        X509Certificate exchangeCertificate,
        Map<SecureBootVariable, AuthenticatedVariable> writes) {

    /** @throws IllegalArgumentException if the write of a variable is missing */
    public PlatformKeys {
        writes = Map.copyOf(writes);
        if (writes.size() != SecureBootVariable.values().length) {
            throw new IllegalArgumentException("writes are needed for PK, KEK and db, not only for " + writes.keySet());
        }
    }

    /**
     * Makes the keys of a new platform: RSA-2048 with self-signed certificates of ten years. The directory then holds
     * {@code PK}, {@code KEK} and {@code db}, each as {@code .key} (mode 0600), {@code .crt} and {@code .auth}.
     *
     * @param directory must not exist; made whole or not at all, with mode 0700
     * @param name of the platform, for the certificates
     * @param clock when the certificates begin and the writes are dated
     * @throws SigningKeyException if the directory exists or cannot be written, or the name is blank or longer than 50
     *     characters
     */
    public static PlatformKeys create(Path directory, String name, InstantSource clock) {
        if (name.isBlank() || name.length() > 50) {
            throw new SigningKeyException(
                    directory, "cannot be made: the name in certificates has 1 to 50 characters, not all blank");
        }
        KeyDirectory.requireAbsent(directory);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SecureRandom random = new SecureRandom();
        Map<SecureBootVariable, SigningKey> keys = new EnumMap<>(SecureBootVariable.class);
        for (SecureBootVariable variable : SecureBootVariable.values()) {
            keys.put(variable, SelfSigned.create(name + " " + variable.efiName(), now, random));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        keys.forEach((variable, key) -> {
            SigningKey authority = of(authority(variable), keys);
            AuthenticatedVariable write = Enrolment.sign(variable, key.certificate(), EfiTime.of(now), authority);
            files.put(file(variable, "key"), pem("PRIVATE KEY", key.key().getEncoded()));
            files.put(file(variable, "crt"), pem("CERTIFICATE", encoded(key.certificate())));
            files.put(file(variable, "auth"), write.toBytes());
        });
        try {
            KeyDirectory.write(directory, files);
        } catch (IOException e) {
            throw new SigningKeyException(directory, "cannot write the keys: " + e, e);
        }
        return load(directory, InstantSource.fixed(now));
    }

    /**
     * Reads a platform's keys, judging the expiry of db by this machine's clock.
     *
     * @see #load(Path, InstantSource)
     */
    public static PlatformKeys load(Path directory) {
        return load(directory, InstantSource.system());
    }

    /**
     * Reads what {@link #create} made; {@code PK.key} and {@code KEK.key} are not looked at.
     *
     * @throws SigningKeyException if a file is missing or damaged, if db has expired, or if a write is not signed by
     *     the key above it: PK and KEK by PK, db by KEK
     */
    public static PlatformKeys load(Path directory, InstantSource clock) {
        if (!Files.isDirectory(directory)) {
            throw new SigningKeyException(directory, "is no directory of platform keys; make one first");
        }
        SigningKey db = SigningKey.load(
                directory.resolve(file(SecureBootVariable.DB, "key")),
                directory.resolve(file(SecureBootVariable.DB, "crt")),
                clock);
        Map<SecureBootVariable, X509Certificate> certificates = new EnumMap<>(SecureBootVariable.class);
        for (SecureBootVariable variable : SecureBootVariable.values()) {
            certificates.put(variable, SigningKey.certificate(directory.resolve(file(variable, "crt"))));
        }
        Map<SecureBootVariable, AuthenticatedVariable> writes = new EnumMap<>(SecureBootVariable.class);
        certificates.forEach((variable, certificate) -> writes.put(
                variable,
                write(
                        directory.resolve(file(variable, "auth")),
                        variable,
                        certificate,
                        of(authority(variable), certificates))));
        return new PlatformKeys(
                db, of(SecureBootVariable.PK, certificates), of(SecureBootVariable.KEK, certificates), writes);
    }

    private static AuthenticatedVariable write(
            Path file, SecureBootVariable variable, X509Certificate trusted, X509Certificate authority) {
        try {
            AuthenticatedVariable write =
                    AuthenticatedVariable.parse(Pem.bytes(file, "a signed write of " + variable.efiName()));
            Enrolment.verify(variable, write, trusted, authority);
            return write;
        } catch (MalformedEfiDataException | InvalidSignatureException e) {
            throw new SigningKeyException(
                    file, "is no valid write of " + variable.efiName() + ": " + e.getMessage(), e);
        }
    }

    /** The files that enrol the keys on a machine in setup mode: PK.auth, KEK.auth and db.auth with their content. */
    public Map<String, byte[]> enrolment() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (SecureBootVariable variable : SecureBootVariable.values()) {
            files.put(file(variable, "auth"), of(variable, writes).toBytes());
        }
        return files;
    }

    /**
     * The variables of a virtual machine that trusts these keys and nobody else, with Secure Boot on.
     *
     * @param ovmfTemplate an empty variable store, {@code OVMF_VARS_4M.fd}
     * @throws dev.atoll.disk.efi.MalformedVariableStoreException if the template cannot be read
     */
    public byte[] variableStore(byte[] ovmfTemplate) {
        VariableStore store = VariableStore.parse(ovmfTemplate);
        for (SecureBootVariable variable : SecureBootVariable.values()) {
            store = store.with(EfiVariable.of(variable, of(variable, writes)));
        }
        return store.with(EfiVariable.secureBootEnable()).toBytes();
    }

    private static <T> T of(SecureBootVariable variable, Map<SecureBootVariable, T> complete) {
        return Objects.requireNonNull(complete.get(variable), variable::efiName);
    }

    /** Whose key signs the write of a variable. */
    private static SecureBootVariable authority(SecureBootVariable variable) {
        return switch (variable) {
            case PK, KEK -> SecureBootVariable.PK;
            case DB -> SecureBootVariable.KEK;
        };
    }

    private static String file(SecureBootVariable variable, String extension) {
        return variable.efiName() + "." + extension;
    }

    private static byte[] pem(String label, byte[] der) {
        return new Pem(label, der).encode().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
