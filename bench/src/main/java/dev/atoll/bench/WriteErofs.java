package dev.atoll.bench;

import dev.atoll.disk.erofs.ErofsOptions;
import dev.atoll.disk.erofs.ErofsReader;
import dev.atoll.disk.erofs.ErofsWriter;
import dev.atoll.disk.tree.FileTree;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes the tree of an EROFS image as a new one: {@code WriteErofs IMAGE OUTPUT}. */
public final class WriteErofs {
    private WriteErofs() {}

    /** Takes the image and the new file. */
    public static void main(String[] arguments) throws IOException {
        FileTree tree = ErofsReader.read(Path.of(arguments[0]), 0);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[1])), 1 << 20)) {
            ErofsWriter.write(tree, new ErofsOptions(new UUID(1, 2), "bench", 0), out);
        }
    }
}
