package dev.atoll.systemtests.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.systemtests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PAM's stacks, shells, alternatives and the rest, for packages that have much to say about them. */
@Tag("system")
class ManyToolsEffectsTest {
    private static final String DEFINITION = """
            definition: 1
            image: {id: tools, name: Tools, version: 1.0.0, architecture: x86_64}
            sources:
              - name: trixie
                debian: trixie
                keys: [keys/debian-trixie-automatic.asc, keys/debian-trixie-stable.asc]
            packages:
              install:
                [base-files, base-passwd, bash, coreutils, grep, sed, findutils, hostname, libc-bin, login, passwd, dash,
                 util-linux, systemd, systemd-sysv, dbus-broker, kmod, ca-certificates, openssl, linux-image-cloud-amd64,
                 libpam-runtime, libpam-systemd, libpam-krb5, libpam-pwquality, libpam-cap, libpam-tmpdir, libpam-mount,
                 debianutils, zsh, fish, mksh, mawk, gawk, original-awk, vim-tiny, nano, ed, less, most, pipewire,
                 wireplumber, libc6-dev]
              prefer: [dbus-broker]
              without: [initramfs-tools, linux-initramfs-tool, linux-base]
            exclude: [var/**, usr/share/man/**]
            effects: [effects]
            users: [users.yaml]
            enable: [getty@tty1.service]
            enableForUsers: [pipewire.socket, wireplumber.service, dbus-broker.service]
            kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
            """;

    /** Its script cannot be read; the rest of this file is what a reviewer writes. */
    private static final String EFFECT = """
            name: mksh
            scripts: [postinst]
            because: offers itself as ksh, and adds itself to the shells
            alternatives:
              - link: usr/bin/ksh
                name: ksh
                path: bin/mksh
                priority: 12
                followers: [{link: usr/bin/rksh, name: rksh, path: bin/mksh}]
            """;

    @TempDir
    private Path work;

    @Test
    void whatIsComposedIsWhatTheToolsMake() throws IOException {
        Path distro = Checkout.root().resolve("distro");
        Files.createSymbolicLink(work.resolve("keys"), distro.resolve("keys"));
        Files.copy(distro.resolve("users.yaml"), work.resolve("users.yaml"));
        Files.writeString(Files.createDirectory(work.resolve("effects")).resolve("mksh.yaml"), EFFECT);
        Path definition = Files.writeString(work.resolve("tools.yaml"), DEFINITION);
        Composition composition = Composition.of(definition);
        try (EffectsJudge judge = EffectsJudge.of(composition, work)) {
            assertThat(judge.all()).isEmpty();
            Path root = judge.reference().root();
            assertThat(Files.readString(root.resolve("etc/pam.d/common-auth"))).contains("pam_krb5.so", "pam_cap.so");
            assertThat(Files.readString(root.resolve("etc/shells"))).contains("/usr/bin/zsh", "/usr/bin/fish");
            assertThat(Files.readSymbolicLink(root.resolve("etc/alternatives/awk")))
                    .hasToString("/usr/bin/gawk");
            assertThat(root.resolve("etc/systemd/user/sockets.target.wants/pipewire.socket"))
                    .isSymbolicLink();
            findsWhatIsMissing(composition, judge);
        }
    }

    /** A judge that finds nothing must be one that can. */
    private static void findsWhatIsMissing(Composition composition, EffectsJudge judge) {
        FileTree tree = composition.composed().tree();
        tree.remove("etc/gshadow");
        tree.change("etc/shadow", old -> old.withMode(0644));
        tree.remove("etc/ssl/certs/ca-certificates.crt");
        tree.remove("usr/lib/modules/" + composition.composed().kernelVersion() + "/modules.alias.bin");
        tree.remove("etc/alternatives/awk");
        tree.remove("etc/systemd/system/getty.target.wants");
        tree.remove("etc/systemd/user/sockets.target.wants");
        assertThat(judge.accounts()).anyMatch(line -> line.startsWith("/etc/gshadow line 1"));
        assertThat(judge.accounts()).anyMatch(line -> line.startsWith("/etc/shadow: the tool made 640 0:42"));
        assertThat(judge.certificates()).hasSize(1);
        assertThat(judge.modules()).hasSize(1);
        assertThat(judge.alternatives()).hasSize(1);
        assertThat(judge.units()).hasSize(1);
        assertThat(judge.userUnits()).isNotEmpty();
    }
}
