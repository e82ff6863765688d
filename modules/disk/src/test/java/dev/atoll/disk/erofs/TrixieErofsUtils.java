package dev.atoll.disk.erofs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The erofs-utils of Debian trixie on whatever Debian runs the tests: fetched through the machine's own apt
 * configuration, verified with the archive's key, unpacked below {@code target} and run with their own loader.
 */
final class TrixieErofsUtils {
    private static final Path HOME = Path.of("target", "erofs-utils-trixie").toAbsolutePath();
    private static final Path KEY = Path.of("..", "..", "distro", "keys", "debian-trixie-automatic.asc")
            .toAbsolutePath()
            .normalize();

    private static final String FETCH = """
            set -eu
            mkdir -p "$1/lists/partial" "$1/cache/archives/partial" "$1/root.new"
            cd "$1"
            cp "$2" key.asc
            touch status
            mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v '^#' |
                grep -hoE 'https?://[^ ]+/debian/?( |$)' | head -n 1)
            echo "deb [signed-by=$1/key.asc] $mirror trixie main" >sources.list
            set -- -qq -y -o Dir::Etc::sourcelist="$1/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State="$1" \
                -o Dir::State::status="$1/status" -o Dir::Cache="$1/cache" -o APT::Architecture=amd64 \
                -o Debug::NoLocking=1 -o APT::Sandbox::User=root -o APT::Get::List-Cleanup=0
            apt-get "$@" update
            apt-get "$@" --no-install-recommends --download-only install erofs-utils
            for package in cache/archives/*.deb; do
                dpkg-deb -x "$package" root.new
            done
            mv root.new root
            """;

    private TrixieErofsUtils() {}

    /** Runs one of the tools. */
    static String run(Path directory, String tool, String... arguments) {
        if (!Files.isDirectory(HOME.resolve("root"))) {
            Tool.run(Path.of("").toAbsolutePath(), "sh", "-c", FETCH, "fetch", HOME.toString(), KEY.toString());
        }
        Path root = HOME.resolve("root");
        List<String> command = new ArrayList<>(List.of(
                root.resolve("usr/lib64/ld-linux-x86-64.so.2").toString(),
                "--library-path",
                root.resolve("usr/lib/x86_64-linux-gnu").toString(),
                root.resolve("usr/bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        return Tool.run(directory, command.toArray(String[]::new));
    }
}
