package dev.atoll.image.disk;

import dev.atoll.disk.tar.TarWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes what the definition lists under {@code outputs}; each file appears whole or not at all. */
public final class Outputs {
    private Outputs() {}

    /**
     * Writes them all.
     *
     * @param directory where to
     * @param name their name without a suffix
     */
    public static DiskImage.Written write(
            DiskImage disk, Definition definition, FileTree root, Path directory, String name) throws IOException {
        List<Output> outputs = definition.outputs();
        boolean kept = outputs.contains(Output.DISK);
        Path raw = directory.resolve(kept ? name + ".raw" : "." + name + ".raw");
        try {
            DiskImage.Written written = disk.write(raw);
            if (outputs.contains(Output.PARTS)) {
                parts(raw, written, directory, name);
            }
            if (outputs.contains(Output.TAR)) {
                write(directory.resolve(name + ".tar"), out -> TarWriter.write(root, out));
            }
            return written;
        } finally {
            if (!kept) {
                Files.deleteIfExists(raw);
            }
        }
    }

    private static void parts(Path raw, DiskImage.Written written, Path directory, String name) throws IOException {
        DiskLayout layout = written.layout();
        VerifiedRoot root = written.root();
        try (FileChannel disk = FileChannel.open(raw, StandardOpenOption.READ)) {
            write(
                    directory.resolve(name + ".root"),
                    out -> copy(disk, layout.root().offset(), root.rootSize(), out));
            write(
                    directory.resolve(name + ".verity"),
                    out -> copy(disk, layout.verity().offset(), root.veritySize(), out));
        }
        write(directory.resolve(name + ".efi"), out -> out.write(written.kernelImage()));
    }

    private static void copy(FileChannel from, long offset, long size, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        for (long at = offset; at < offset + size; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), offset + size - at));
            int read = from.read(buffer, at);
            if (read < 0) {
                throw new IOException("the disk image ends at " + at + ", before " + (offset + size));
            }
            out.write(buffer.array(), 0, read);
            at += read;
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static void write(Path file, Writing writing) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                writing.to(out);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
