package dev.atoll.packages.apt;

import dev.atoll.packages.apt.ReleaseFile.IndexFile;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.openpgp.PinnedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The text of a loaded index, for tools that read it themselves. */
public final class RawIndex {
    private RawIndex() {}

    /** Writes the index of {@code main} as it was before it was compressed. */
    public static void write(DebianMirror mirror, AptIndex index, Path file) throws IOException {
        try {
            SignedRelease release = SignedRelease.pinned(
                    mirror.store().read(index.inReleaseDigest()),
                    index.source(),
                    PinnedKeys.read(index.source().keys()));
            IndexFile packages = release.release().files().get("main/binary-" + index.architecture() + "/Packages.gz");
            Path compressed = mirror.store().find(packages.digest()).orElseThrow();
            try (InputStream in = Files.newInputStream(compressed);
                    InputStream text = Compression.GZIP.bounded(in, packages.path(), "", 1L << 31)) {
                Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (SignedRelease.Unacceptable e) {
            throw new AssertionError(e);
        }
    }
}
