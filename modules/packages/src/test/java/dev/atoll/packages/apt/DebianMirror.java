package dev.atoll.packages.apt;

import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The archive that this machine's apt uses, for conformance tests; its packages are kept between runs. */
public record DebianMirror(ContentStore store, Downloads downloads) {
    private static final Path KEYS = keys();

    public static DebianMirror open() {
        ContentStore store = ContentStore.open(Path.of("target", "mirror-store"));
        return new DebianMirror(store, new Downloads(store));
    }

    private static Path keys() {
        Path keys = Path.of("..", "..", "distro", "keys");
        return Files.isDirectory(keys) ? keys : Path.of("distro", "keys");
    }

    public static AptSource trixie() {
        return new AptSource(
                "debian",
                "trixie",
                List.of("main"),
                AptSource.Archive.DEBIAN,
                List.of(KEYS.resolve("debian-trixie-automatic.asc"), KEYS.resolve("debian-trixie-stable.asc")));
    }

    public static AptSource updates() {
        return new AptSource(
                "debian-updates",
                "trixie-updates",
                List.of("main"),
                AptSource.Archive.DEBIAN,
                List.of(KEYS.resolve("debian-trixie-automatic.asc")));
    }

    public static AptSource security() {
        return new AptSource(
                "debian-security",
                "trixie-security",
                List.of("main"),
                AptSource.Archive.DEBIAN_SECURITY,
                List.of(KEYS.resolve("debian-trixie-security-automatic.asc")));
    }

    public List<URI> find(AptSource source) {
        return new MirrorFinder(downloads, Path.of("/etc/apt")).find(source, List.of(), Instant.now());
    }

    public AptIndex load(AptSource source) {
        return AptRepository.load(source, "amd64", find(source), store, downloads, Instant.now());
    }
}
