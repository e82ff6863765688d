package dev.atoll.node.delivery;

import dev.atoll.disk.fat.FatOptions;
import dev.atoll.disk.fat.FatWriter;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Makes volumes that bring a configuration to a machine: FAT32 with the label {@code CIDATA}, as cloud-init's NoCloud has them. */
public final class ConfigVolume {
    /** Name of the file with the node's configuration. */
    public static final String CONFIG = "node.yaml";

    /** The least that FAT32 can have with clusters of one sector is some 33 MiB; it is sparse. */
    private static final long SIZE = 64L << 20;

    /** 2020, before any image. */
    private static final long TIME = 1_577_836_800;

    private static final int SERIAL = 0x41544f4c;

    private ConfigVolume() {}

    /**
     * Writes a volume into a file that is not there yet.
     *
     * @param files by name, {@link #CONFIG} among them
     */
    public static void write(Path volume, Map<String, byte[]> files) throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, TIME));
        files.forEach((name, bytes) -> tree.put(name, new Node.File(Metadata.root(0644, TIME), Content.of(bytes))));
        try (FileChannel channel = FileChannel.open(volume, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            FatWriter.write(tree, new FatOptions("CIDATA", SERIAL, SIZE, TIME), channel, 0);
        }
    }
}
