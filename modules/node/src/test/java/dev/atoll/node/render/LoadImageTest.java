package dev.atoll.node.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.linux.Command;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that loads images of archives, with a podman that only writes down what it is asked. */
@Tag("conformance")
class LoadImageTest {
    private static final byte[] ARCHIVE = "an archive".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = Digest.of(ARCHIVE).hex();

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void install() throws IOException {
        String text = Files.readString(Path.of("../../distro/files/node/usr/lib/atoll/load-image"));
        script = Files.writeString(
                folder.resolve("load-image"), text.replace("/var/lib/atoll/fetched", folder.toString()));
        Files.write(folder.resolve(SHA256), ARCHIVE);
        podman("Loaded image: example.org/web:1");
    }

    private void podman(String loads) throws IOException {
        Path podman = Files.writeString(folder.resolve("podman"), """
                #!/bin/sh
                echo "$*" >> %1$s/asked
                case $1 in
                  image) [ -e %1$s/loaded ] ;;
                  load) printf '%%b\\n' '%2$s' ;;
                  tag) : > %1$s/loaded ;;
                esac
                """.formatted(folder, loads));
        Files.setPosixFilePermissions(podman, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Command.Ended load(String sha256) {
        return Command.run(
                Duration.ofSeconds(30),
                List.of("env", "PATH=" + folder + ":/usr/bin:/bin", "sh", script.toString(), sha256));
    }

    @Test
    void anArchiveIsLoadedOnceAndNamedByItsDigest() throws IOException {
        assertThat(load(SHA256).ok()).isTrue();
        assertThat(load(SHA256).ok()).isTrue();
        assertThat(folder.resolve("asked"))
                .hasContent("image exists localhost/atoll-archive:" + SHA256 + "\nload --quiet --input "
                        + folder.resolve(SHA256) + "\ntag example.org/web:1 localhost/atoll-archive:" + SHA256
                        + "\nimage exists localhost/atoll-archive:" + SHA256 + "\n");
    }

    @Test
    void aWrongArchiveNeverReachesPodman() throws IOException {
        Files.writeString(folder.resolve(SHA256), "another");
        Command.Ended ended = load(SHA256);
        assertThat(ended.ok()).isFalse();
        assertThat(ended.output()).contains("is damaged");
        assertThat(Files.readString(folder.resolve("asked"))).doesNotContain("load ");
        assertThat(load("../x").status()).isEqualTo(2);
    }

    @Test
    void oneImageIsLoadedOrNone() throws IOException {
        podman("Loaded image: a:1\\nLoaded image: b:1");
        assertThat(load(SHA256).output()).contains("more than one image");
        podman("");
        assertThat(load(SHA256).output()).contains("loaded no image");
        assertThat(Files.readString(folder.resolve("asked"))).doesNotContain("tag ");
    }
}
