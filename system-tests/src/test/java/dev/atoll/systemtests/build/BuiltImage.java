package dev.atoll.systemtests.build;

import com.github.luben.zstd.ZstdInputStream;
import dev.atoll.disk.cpio.CpioReader;
import dev.atoll.disk.fat.FatReader;
import dev.atoll.disk.gpt.GptPartition;
import dev.atoll.disk.gpt.GptReader;
import dev.atoll.disk.pe.PeImage;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/** A disk image taken apart. */
record BuiltImage(Path file) {
    private static final int ZSTD_MAGIC = 0xfd2fb528;
    private static final int RECORD = 512;

    /** Its partitions by their labels. */
    Map<String, GptPartition> partitions() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return GptReader.read(channel).partitions().stream()
                    .collect(Collectors.toMap(GptPartition::name, partition -> partition));
        }
    }

    /** Copies the first bytes of a partition into a file of their own, below a directory. */
    Path copy(String name, long size, Path directory) throws IOException {
        Path copy = directory.resolve(name + ".part");
        GptPartition partition = partitions().get(name);
        try (FileChannel from = FileChannel.open(file);
                FileChannel to = FileChannel.open(
                        copy,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (long done = 0; done < size; ) {
                done += from.transferTo(partition.offset() + done, size - done, to);
            }
        }
        return copy;
    }

    /** The unified kernel image on the system partition. */
    byte[] unifiedKernel(String name) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            FileTree esp = FatReader.read(channel, partitions().get("esp").offset());
            return ((Node.File) esp.get("EFI/Linux/" + name).orElseThrow())
                    .content()
                    .bytes();
        }
    }

    /** The initrd inside a unified kernel image: an archive as it is and one compressed, as one tree. */
    static FileTree initrd(PeImage uki) throws IOException {
        byte[] bytes = uki.data(".initrd").orElseThrow();
        int head = 0;
        while (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(head) != ZSTD_MAGIC) {
            head += RECORD;
        }
        try (InputStream in = new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, head),
                new ZstdInputStream(new ByteArrayInputStream(bytes, head, bytes.length - head)))) {
            return CpioReader.read(in);
        }
    }

    /** Where a byte of the disk is, for people. */
    String place(long offset) throws IOException {
        return partitions().values().stream()
                .filter(partition -> partition.offset() <= offset && offset < partition.end())
                .map(partition -> "byte %d, which is byte %d of partition %s"
                        .formatted(offset, offset - partition.offset(), partition.name()))
                .findFirst()
                .orElse("byte %d, outside of all partitions".formatted(offset));
    }
}
