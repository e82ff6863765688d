package dev.atoll.cli.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** What a small image is made of; it would not boot. */
public final class SmallImage {
    private static final String KERNEL = "6.12.0-small";
    private static final String EFI = "usr/lib/systemd/boot/efi/";
    private static final int CERTIFICATES = 8;
    private static final int PE = 64;
    private static final int OPTIONAL = PE + 24;
    private static final int TABLE = OPTIONAL + 240;
    private static final int HEADERS = 1024;

    private SmallImage() {}

    /** The definition: its source is a repository at an address, its effects are those of a directory. */
    public static String definition(String repository, String effects) {
        return """
                definition: 1
                image: {id: small, name: Small, version: 1.0.0, architecture: x86_64}
                sources: [{name: small, url: "%s", suite: small, keys: [key.asc]}]
                packages: {install: [base-files, linux-image, systemd-boot-efi, ca-certificates, daemon]}
                exclude: ["usr/share/doc/**", "!usr/share/doc/*/copyright"]
                effects: ["%s"]
                acknowledge: [{package: daemon, scripts: [postinst], lost: nothing}]
                files: [{path: /etc/machine-id, text: "", mode: "0444"}, {path: /root, link: var/roothome}]
                enable: [daemon.service]
                kernel:
                  commandLine: [quiet]
                  initrd: {modules: [ext4], files: [], units: [daemon.service]}
                disk: {espMiB: 64, rootMiB: 64, verityMiB: 1, minimumMiB: 256}
                """.formatted(repository, effects);
    }

    /** Its packages. */
    public static List<SmallDeb> packages() throws IOException, GeneralSecurityException {
        return List.of(base(), kernel(), boot(), certificates(), daemon());
    }

    private static SmallDeb base() throws IOException {
        SmallDeb base = new SmallDeb("base-files", "Essential: yes\nMulti-Arch: foreign\n")
                .link("lib", "usr/lib")
                .link("bin", "usr/bin")
                .directory("var/lib/misc")
                .directory("etc")
                .file("usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/sh\n")
                .file("usr/share/base-passwd/group.master", "root:*:0:\nshadow:*:42:\n")
                .file("usr/share/doc/base-files/copyright", "License: none\n")
                .file("usr/share/doc/base-files/README", "excluded")
                .file("usr/lib/systemd/system-preset/90-default.preset", "disable *\n");
        // Any library does; the JVM has some.
        Path library = Path.of(System.getProperty("java.home"), "lib/libjimage.so");
        return Files.exists(library)
                ? base.file("usr/lib/x86_64-linux-gnu/libjimage.so.1", Files.readAllBytes(library))
                : base;
    }

    private static SmallDeb kernel() {
        String modules = "usr/lib/modules/" + KERNEL + "/";
        return new SmallDeb("linux-image", "Depends: base-files (>= 1.0), module-tools | virtual-tools\n")
                .file("boot/vmlinuz-" + KERNEL, program())
                .file(modules + "modules.builtin", "kernel/fs/ext4/ext4.ko\n")
                .file(modules + "modules.builtin.modinfo", "ext4.alias=fs-ext4\0")
                .file(modules + "modules.order", "");
    }

    private static SmallDeb boot() {
        return new SmallDeb("systemd-boot-efi", "Provides: virtual-tools (= 1.0)\n")
                .file(EFI + "linuxx64.efi.stub", program())
                .file(EFI + "systemd-bootx64.efi", program());
    }

    private static SmallDeb daemon() {
        return new SmallDeb("daemon", "Depends: base-files\nConflicts: other\nBreaks: more (<< 2)\n")
                .file("usr/lib/sysusers.d/daemon.conf", "u small 65000 \"small\" /run/small\n")
                .file("usr/lib/tmpfiles.d/daemon.conf", "d /run/small 0755 small small -\n")
                .file(
                        "usr/lib/systemd/system/daemon.service",
                        "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n")
                .script("postinst", "#!/bin/sh\nset -e\nif [ \"$1\" = configure ]; then\n  touch /var/lib/small\nfi\n");
    }

    private static SmallDeb certificates() throws IOException, GeneralSecurityException {
        SmallDeb deb = new SmallDeb("ca-certificates", "");
        Path file = Path.of(System.getProperty("java.home"), "lib/security/cacerts");
        KeyStore known = KeyStore.getInstance(file.toFile(), (char[]) null);
        for (String alias : Collections.list(known.aliases()).stream()
                .sorted()
                .limit(CERTIFICATES)
                .toList()) {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(known.getCertificate(alias).getEncoded());
            deb.file(
                    "usr/share/ca-certificates/mozilla/" + alias.replaceAll("[^A-Za-z0-9]", "_") + ".crt",
                    "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
        }
        return deb;
    }

    /** A PE32+ image of headers and one section. */
    private static byte[] program() {
        ByteBuffer out = ByteBuffer.allocate(HEADERS + 512).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(0, (short) 0x5a4d).putInt(60, PE);
        out.putInt(PE, 0x4550).putShort(PE + 4, (short) 0x8664).putShort(PE + 6, (short) 1);
        out.putShort(PE + 20, (short) 240).putShort(PE + 22, (short) 0x22e);
        out.putShort(OPTIONAL, (short) 0x20b).putInt(OPTIONAL + 32, 4096).putInt(OPTIONAL + 36, 512);
        out.putInt(OPTIONAL + 56, 8192).putInt(OPTIONAL + 60, HEADERS).putInt(OPTIONAL + 108, 16);
        out.put(TABLE, ".text".getBytes(StandardCharsets.US_ASCII));
        out.putInt(TABLE + 8, 500).putInt(TABLE + 12, 4096).putInt(TABLE + 16, 512);
        out.putInt(TABLE + 20, HEADERS).putInt(TABLE + 36, 0x60000020);
        return out.array();
    }
}
