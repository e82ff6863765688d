package dev.atoll.image.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the systemd-sysusers, pwconv and grpconv of this machine. */
@Tag("conformance")
class SysusersConformanceTest {
    private static final long MTIME = 1_750_000_000;
    private static final List<String> FILES = List.of("passwd", "group", "shadow", "gshadow");
    private static final String LINES = """
            # A case of everything that needs no allocation
            u tss 120 "TPM stack" /var/lib/tpm
            g _ssh 121
            u withshell 123:60 - /home/x /bin/bash
            m withshell tss
            m _apt games
            m daemon games
            m late-group-member tty
            u late-group-member 124
            r - 400-410
            g nn 500
            u mix 501:nn 'a "b c' /x//y/
            u same-group 502:nogroup
            u toor 600:root "" /root
            u _apt 700
            u tss 777
            """;

    @TempDir
    private Path root;

    @Test
    void baseUsersAreConvertedAsTheShadowToolsDo() throws Exception {
        FileTree tree = UserTrees.base();
        Path etc = Files.createDirectories(root.resolve("etc"));
        Files.writeString(etc.resolve("passwd"), UserTrees.text(tree, "usr/share/base-passwd/passwd.master"));
        Files.writeString(etc.resolve("group"), UserTrees.text(tree, "usr/share/base-passwd/group.master"));
        Files.writeString(etc.resolve("login.defs"), "PASS_MIN_DAYS 0\nPASS_MAX_DAYS 99999\nPASS_WARN_AGE 7\n");
        run("pwconv", "-R", root.toString());
        run("grpconv", "-R", root.toString());
        // pwconv has no other day than today.
        String shadow = Files.readString(etc.resolve("shadow"));
        long today = Long.parseLong(shadow.split(":", 4)[2]);
        Sysusers.apply(tree, UserRegistry.EMPTY, List.of(), today * 86_400);
        compare(tree, etc);
    }

    @Test
    void linesAreAppliedAsTheToolDoes() throws Exception {
        FileTree tree = UserTrees.base();
        Sysusers.apply(tree, UserRegistry.EMPTY, List.of(), MTIME);
        Path etc = Files.createDirectories(root.resolve("etc"));
        for (String file : FILES) {
            Files.writeString(etc.resolve(file), UserTrees.text(tree, "etc/" + file));
        }
        Path directory = Files.createDirectories(root.resolve("usr/lib/sysusers.d"));
        Files.writeString(directory.resolve("test.conf"), LINES);
        run("systemd-sysusers", "--root=" + root);

        FileTree ours = UserTrees.base();
        UserTrees.put(ours, "usr/lib/sysusers.d/test.conf", LINES);
        Sysusers.apply(ours, UserRegistry.EMPTY, List.of(), MTIME);
        compare(ours, etc);
        assertThat(UserTrees.text(ours, "etc/passwd")).hasLineCount(10);
    }

    private static void compare(FileTree tree, Path etc) throws IOException {
        for (String file : FILES) {
            assertThat(UserTrees.text(tree, "etc/" + file)).as(file).isEqualTo(Files.readString(etc.resolve(file)));
        }
    }

    private static void run(String... command) throws Exception {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
            builder.environment().putAll(Map.of("SOURCE_DATE_EPOCH", Long.toString(MTIME)));
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed for this test: install systemd and passwd", e);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
    }
}
