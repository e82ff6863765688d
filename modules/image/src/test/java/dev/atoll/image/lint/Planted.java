package dev.atoll.image.lint;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A secret for each thing that the lint knows; put together here so that no source text holds one. */
record Planted(SecretKind kind, String path, byte[] bytes) {
    @Override
    public String toString() {
        return path;
    }

    static String pem(String label) {
        return "-----BEGIN " + label + "-----\n" + ("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(2) + "\n").repeat(4)
                + "-----END " + label + "-----\n";
    }

    private static Planted text(SecretKind kind, String path, String text) {
        return new Planted(kind, path, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<Planted> all() {
        List<Planted> all = new ArrayList<>();
        for (String label : List.of(
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "DSA PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "OPENSSH PRIVATE KEY",
                "ANY PRIVATE KEY")) {
            all.add(text(SecretKind.PRIVATE_KEY, "usr/lib/app/" + label.replace(' ', '-') + ".pem", pem(label)));
        }
        String legacy =
                pem("RSA PRIVATE KEY").replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n");
        all.add(text(SecretKind.PRIVATE_KEY, "usr/lib/app/legacy.pem", legacy));
        String pgp = pem("PGP PRIVATE KEY BLOCK").replaceFirst("\n", "\nComment: x\n\n");
        all.add(text(SecretKind.PRIVATE_KEY, "usr/lib/app/pgp.asc", pgp));
        all.add(text(SecretKind.PRIVATE_KEY, "etc/app/putty.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\n"));
        all.add(text(
                SecretKind.PRIVATE_KEY, "etc/app/age.txt", "# age\nAGE-SECRET-" + "KEY-1" + "Q".repeat(58) + "\n"));
        all.add(text(
                SecretKind.PRIVATE_KEY,
                "etc/wireguard/wg0.conf",
                "[Interface]\nPrivateKey = " + "A".repeat(43) + "=\n"));
        all.add(text(SecretKind.PRIVATE_KEY, "root/.ssh/id_ed25519", "anything"));
        all.add(text(SecretKind.PRIVATE_KEY, "etc/krb5.keytab", "\5\2"));
        all.addAll(binary());
        all.add(text(SecretKind.SSH_HOST_KEY, "etc/ssh/ssh_host_ed25519_key", pem("OPENSSH PRIVATE KEY")));
        all.add(text(SecretKind.MACHINE_ID, "etc/machine-id", "0123456789abcdef0123456789abcdef\n"));
        all.add(text(SecretKind.MACHINE_ID, "var/lib/dbus/machine-id", "0123456789abcdef0123456789abcdef\n"));
        all.add(text(SecretKind.RANDOM_SEED, "var/lib/systemd/random-seed", "seed"));
        all.add(text(SecretKind.RANDOM_SEED, "var/lib/urandom/random-seed", "seed"));
        all.add(text(SecretKind.RANDOM_SEED, "loader/random-seed", "seed"));
        all.add(text(SecretKind.CREDENTIAL_SECRET, "var/lib/systemd/credential.secret", "secret"));
        all.add(text(SecretKind.PASSWORD_HASH, "etc/shadow", "root:$y$j9T$F5Jx$HashHashHash:20000:0:99999:7:::\n"));
        all.add(text(SecretKind.PASSWORD_HASH, "etc/shadow-", "me:!$6$salt$HashHashHash:20000:0:99999:7:::\n"));
        all.add(text(SecretKind.PASSWORD_HASH, "etc/passwd", "me:abJnggxhB/yWI:1000:1000::/:/bin/sh\n"));
        all.add(text(SecretKind.PASSWORD_HASH, "etc/gshadow", "adm:$6$salt$HashHashHash::\n"));
        all.add(text(
                SecretKind.PASSWORD_HASH,
                "etc/userdb/me.user-privileged",
                "{\"privileged\":{\"hashedPassword\":[\"$y$x\"]}}"));
        all.add(text(SecretKind.EMPTY_PASSWORD, "etc/shadow", "root::20000:0:99999:7:::\n"));
        all.add(text(SecretKind.EMPTY_PASSWORD, "etc/passwd", "me::1000:1000::/:/bin/sh\n"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.netrc", "machine example.org login me password hunter2\n"));
        all.add(text(
                SecretKind.CREDENTIALS_FILE,
                "root/.docker/config.json",
                "{\"auths\":{\"x\":{\"auth\":\"bWU6aHVudGVyMg==\"}}}"));
        all.add(text(
                SecretKind.CREDENTIALS_FILE,
                "etc/containers/auth.json",
                "{\"auths\":{\"x\":{\"auth\":\"bWU6aHVudGVyMg==\"}}}"));
        all.add(text(
                SecretKind.CREDENTIALS_FILE, "root/.kube/config", "users:\n- name: me\n  user:\n    token: abcdef\n"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.aws/credentials", "[default]\naws_secret_access_key = abc\n"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.config/gcloud/application_default_credentials.json", "{}"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.azure/msal_token_cache.json", "{}"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.npmrc", "//registry/:_authToken=abcdef\n"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.pgpass", "*:*:*:me:hunter2\n"));
        all.add(text(SecretKind.CREDENTIALS_FILE, "root/.git-credentials", "https://me:hunter2@example.org\n"));
        all.add(text(
                SecretKind.CREDENTIALS_FILE,
                "etc/NetworkManager/system-connections/home.nmconnection",
                "[wifi-security]\npsk=hunter2\n"));
        for (String history :
                List.of(".bash_history", ".zsh_history", ".python_history", ".psql_history", ".viminfo")) {
            all.add(text(SecretKind.HISTORY, "root/" + history, "mysql -phunter2\n"));
        }
        for (String token : List.of(
                "AKIA" + "Q".repeat(16),
                "ghp_" + "q".repeat(36),
                "github_pat_" + "q".repeat(22) + "_" + "q".repeat(59),
                "glpat-" + "q".repeat(20),
                "xoxb-" + "123456789012-" + "q".repeat(24),
                "AIza" + "q".repeat(35),
                "npm_" + "q".repeat(36),
                "hvs." + "q".repeat(24),
                "AccountKey=" + "q".repeat(86) + "==",
                "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "q".repeat(43))) {
            all.add(text(SecretKind.TOKEN, "etc/app/" + token.substring(0, 4) + ".conf", "key = \"" + token + "\"\n"));
            all.add(text(SecretKind.TOKEN, "etc/app/" + token.substring(0, 4) + ".env", "KEY=" + token + "\n"));
        }
        return all;
    }

    private static List<Planted> binary() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair pair = generator.generateKeyPair();
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
            byte[] rsa = new RSAPrivateKey(
                            key.getModulus(),
                            key.getPublicExponent(),
                            key.getPrivateExponent(),
                            key.getPrimeP(),
                            key.getPrimeQ(),
                            key.getPrimeExponentP(),
                            key.getPrimeExponentQ(),
                            key.getCrtCoefficient())
                    .getEncoded();
            byte[] curve = KeyPairGenerator.getInstance("EC")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return Stream.of(
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/rsa.der", rsa),
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/pkcs8.der", key.getEncoded()),
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/ec.der", curve),
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/store.p12", store("PKCS12", pair)),
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/store.jks", store("JKS", pair)),
                            new Planted(SecretKind.PRIVATE_KEY, "usr/lib/app/secring.pgp", openPgp()))
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A store with a key, or without one if there is no pair. */
    static byte[] store(String type, KeyPair pair) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("friend", certificate());
        if (pair != null) {
            store.setKeyEntry("mine", pair.getPrivate(), "hunter22".toCharArray(), new Certificate[] {certificate()});
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "hunter22".toCharArray());
        return out.toByteArray();
    }

    static Certificate certificate() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        javax.security.auth.x500.X500Principal name = new javax.security.auth.x500.X500Principal("CN=test");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                java.util.Date.from(java.time.Instant.EPOCH),
                                java.util.Date.from(java.time.Instant.EPOCH),
                                name,
                                pair.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static byte[] openPgp() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(0x95);
        out.writeShort(200);
        out.write(4);
        out.writeInt(1_700_000_000);
        out.write(22);
        out.write(new byte[194]);
        return bytes.toByteArray();
    }
}
