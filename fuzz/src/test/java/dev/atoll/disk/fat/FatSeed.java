package dev.atoll.disk.fat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a small volume in the form in which {@link FatReaderFuzzTest} takes it. */
final class FatSeed {
    private static final int CLUSTERS = 8;

    private FatSeed() {}

    public static void main(String[] args) throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        tree.put("EFI", new Node.Directory(Metadata.root(0755, 1_700_000_000)));
        tree.put("EFI/a long name.conf", new Node.File(Metadata.root(0644, 1_700_000_000), Content.of("timeout 0\n")));
        tree.put("TWO", new Node.File(Metadata.root(0644, 0), Content.of(new byte[600])));
        Path volume = Files.createTempFile("volume", "");
        try (FileChannel channel = FileChannel.open(volume, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FatWriter.write(tree, new FatOptions("SEED", 1, FatReaderFuzzTest.VOLUME, 1_700_000_000), channel, 0);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(read(channel, 0, FatReaderFuzzTest.SECTOR));
            out.writeBytes(read(channel, FatReaderFuzzTest.FAT, FatReaderFuzzTest.SECTOR));
            out.writeBytes(read(channel, FatReaderFuzzTest.DATA, CLUSTERS * FatReaderFuzzTest.SECTOR));
            Files.write(Path.of(args[0]), out.toByteArray());
        } finally {
            Files.delete(volume);
        }
    }

    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.read(bytes, at);
        return bytes.array();
    }
}
