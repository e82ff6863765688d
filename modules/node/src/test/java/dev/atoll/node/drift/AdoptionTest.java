package dev.atoll.node.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.change.PathChange.Kind;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.NodeFile;
import dev.atoll.node.config.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    @TempDir
    Path root;

    @Test
    void aFileBecomesOneOfTheConfiguration() throws IOException {
        Path file = write("etc/app/app.conf", "a = 2\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Adoption adoption = adoption("node: 1\nfiles: [{path: /etc/app/app.conf, text: \"a = 1\"}]\n");
        assertThat(adopt(adoption, "/etc/app/app.conf", Kind.CHANGED)).isEmpty();
        assertThat(adoption.config().files()).hasSize(1);
        NodeFile adopted = adoption.config().files().getFirst();
        assertThat(adopted.text()).contains("a = 2\n");
        assertThat(adopted.mode()).isEqualTo("0755");
    }

    @Test
    void aFileInThePlaceOfALinkTakesItsPlace() throws IOException {
        write("etc/a", "text\n");
        Adoption adoption = adoption("node: 1\nlinks: [{path: /etc/a, target: b}]\n");
        assertThat(adopt(adoption, "/etc/a", Kind.CHANGED)).isEmpty();
        assertThat(adoption.config().links()).isEmpty();
        assertThat(adoption.config().files()).hasSize(1);
    }

    @Test
    void aFileThatIsGoneLeavesTheConfiguration() throws IOException {
        Adoption adoption = adoption("node: 1\nfiles: [{path: /etc/a, text: a}, {path: /etc/b, text: b}]\n");
        assertThat(adopt(adoption, "/etc/a", Kind.REMOVED)).isEmpty();
        assertThat(adoption.config().files()).extracting(NodeFile::path).containsExactly("/etc/b");
    }

    @Test
    void aFileOfTheImageThatIsGoneStaysOne() throws IOException {
        assertThat(adopt(adoption("node: 1\n"), "/etc/issue", Kind.REMOVED))
                .get()
                .asString()
                .contains("the image's");
    }

    @Test
    void unitsKeepTheirOtherKeys() throws IOException {
        Adoption adoption = adoption(
                "node: 1\nunits: [{name: a.service, state: enabled, dropIns: [{name: x.conf, text: \"[Unit]\"}]}]\n");
        assertThat(adopt(adoption, "/etc/systemd/system/multi-user.target.wants/a.service", Kind.REMOVED))
                .isEmpty();
        write("etc/systemd/system/a.service.d/y.conf", "[Service]\n");
        assertThat(adopt(adoption, "/etc/systemd/system/a.service.d/y.conf", Kind.ADDED))
                .isEmpty();
        Unit unit = adoption.config().units().getFirst();
        assertThat(unit.state()).contains(Unit.State.DISABLED);
        assertThat(unit.dropIns()).extracting(Unit.DropIn::name).containsExactly("x.conf", "y.conf");
    }

    @Test
    void aMaskIsAState() throws IOException {
        Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.createSymbolicLink(root.resolve("etc/systemd/system/b.service"), Path.of("/dev/null"));
        Adoption adoption = adoption("node: 1\n");
        assertThat(adopt(adoption, "/etc/systemd/system/b.service", Kind.ADDED)).isEmpty();
        assertThat(adoption.config().units().getFirst().state()).contains(Unit.State.MASKED);
    }

    @Test
    void hostnameAndVariablesHaveKeysOfTheirOwn() throws IOException {
        write("etc/hostname", "other\n");
        write("proc/sys/net/core/somaxconn", "2048\n");
        Adoption adoption = adoption("node: 1\nhostname: one\nsysctl: {net.core.somaxconn: \"1024\"}\n");
        assertThat(adopt(adoption, "/etc/hostname", Kind.CHANGED)).isEmpty();
        assertThat(adopt(adoption, "sysctl net.core.somaxconn", Kind.CHANGED)).isEmpty();
        assertThat(adoption.config().hostname()).contains("other");
        assertThat(adoption.config().sysctl()).containsEntry("net.core.somaxconn", "2048");
    }

    @Test
    void whatTheReaderRefusesStaysOutWithItsReason() throws IOException {
        write("etc/passwd", "root:x:0:0::/:/bin/sh\n");
        Adoption adoption = adoption("node: 1\n");
        assertThat(adopt(adoption, "/etc/passwd", Kind.CHANGED))
                .get()
                .asString()
                .contains("/etc/passwd", "users:");
        assertThat(adoption.config().files()).isEmpty();
    }

    @Test
    void whatOnlySomeMayReadStaysOut() throws IOException {
        Path file = write("etc/key", "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(adopt(adoption("node: 1\n"), "/etc/key", Kind.ADDED))
                .get()
                .asString()
                .contains("secret");
    }

    @Test
    void whatIsNotTextStaysOut() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.write(root.resolve("etc/blob"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(adopt(adoption("node: 1\n"), "/etc/blob", Kind.ADDED)).isPresent();
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }

    private Adoption adoption(String text) {
        NodeConfig config = NodeConfigReader.read("node.yaml", text.getBytes(StandardCharsets.UTF_8));
        return new Adoption(config, root);
    }

    private static Optional<String> adopt(Adoption adoption, String name, Kind kind) throws IOException {
        return adoption.adopt(new Drift.Difference(name, kind, List.of()));
    }
}
