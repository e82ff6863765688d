package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images whose entries lead in circles or outside. The root holds directory {@code a}, file {@code f}, link {@code l}. */
@Timeout(20)
class HostileErofsTest {
    private static final int SUPERBLOCK = 1024;
    private static final int DIRENT = 12;

    /** Places of entries in the root; the first two are of itself. */
    private static final int SELF = 0;

    private static final int A = 2;
    private static final int F = 3;
    private static final int L = 4;

    @TempDir
    private Path directory;

    private Path file;
    private ByteBuffer bytes;
    private long rootNid;
    private int root;
    private int entries;

    @BeforeEach
    void write() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        Trees.directory(tree, "a", 0755);
        tree.put("a/deep", Trees.file(0644, new byte[9000]));
        tree.put("f", new Node.File(Metadata.root(0644, Trees.TIME), Content.of("x".repeat(5000))));
        tree.put("l", new Node.Symlink(Metadata.root(0777, Trees.TIME), "a/deep"));
        byte[] image = ErofsTest.write(tree);
        image[SUPERBLOCK + 8] &= ~1; // no checksum
        bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        file = directory.resolve("image");
        save();
        try (FileChannel channel = FileChannel.open(file)) {
            ErofsImage opened = ErofsImage.open(file, channel, 0);
            rootNid = opened.rootNid();
            root = (int) opened.inodeAt(rootNid);
            byte[] content = StoredInode.read(opened, root).load(opened);
            assertThat(StoredDirectory.entries(content, 4096, root))
                    .extracting(StoredDirectory.Entry::name)
                    .isEqualTo(List.of(".", "..", "a", "f", "l"));
            entries = find(content);
        }
    }

    private int find(byte[] content) {
        int at = 0;
        while (!ByteBuffer.wrap(content).equals(bytes.slice(at, content.length))) {
            at += 4;
        }
        return at;
    }

    private void save() throws IOException {
        Files.write(file, bytes.array());
    }

    private int entry(int index) {
        return entries + index * DIRENT;
    }

    private int inode(int index) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return (int) ErofsImage.open(file, channel, 0).inodeAt(bytes.getLong(entry(index)));
        }
    }

    private void refused(String why) throws IOException {
        save();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> ErofsReader.read(file, 0))
                .isInstanceOf(MalformedErofsException.class)
                .hasMessageStartingWith("EROFS image, at byte ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
    }

    @Test
    void directoriesThatLeadBackAreRefused() throws IOException {
        bytes.putLong(entry(A), rootNid);
        refused("directory /a stands in the tree twice");
        bytes.putLong(entry(A), bytes.getLong(entry(F)));
        refused("of another type than its entry says");
    }

    @Test
    void aFileThatIsItsOwnDirectoryIsRefused() throws IOException {
        bytes.putLong(entry(F), rootNid);
        refused("/f is of another type");
        bytes.put(entry(F) + 10, (byte) 0);
        refused("directory /f stands in the tree twice");
    }

    @Test
    void entriesOfAnotherDirectoryAreRefused() throws IOException {
        bytes.putLong(entry(SELF), bytes.getLong(entry(A)));
        refused("");
    }

    @Test
    void inodesOutsideOfTheImageAreRefused() throws IOException {
        for (long nid : new long[] {1L << 20, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE, 1L << 59}) {
            bytes.putLong(entry(A), nid);
            refused("");
        }
    }

    @Test
    void namesThatRunBackwardsOrOutsideAreRefused() throws IOException {
        short good = bytes.getShort(entry(F) + 8);
        for (int offset : new int[] {0, 12, bytes.getShort(entry(A) + 8), 4096, 0xffff}) {
            bytes.putShort(entry(F) + 8, (short) offset);
            refused("name ends at");
        }
        bytes.putShort(entry(F) + 8, good);
        for (int first : new int[] {0, 11, 13, 4097, 0xffff}) {
            bytes.putShort(entry(SELF) + 8, (short) first);
            refused("of a block");
        }
    }

    @Test
    void namesThatAreNoneOrStandTwiceAreRefused() throws IOException {
        int name = entries + bytes.getShort(entry(F) + 8);
        bytes.put(name, (byte) '/');
        refused("has a slash or NUL");
        bytes.put(name, (byte) 0);
        refused("has a slash or NUL");
        bytes.put(name, (byte) 'a');
        refused("/a stands twice in its directory");
    }

    @Test
    void sizesBeyondTheImageAreRefused() throws IOException {
        int inode = inode(F);
        int good = bytes.getInt(inode + 8);
        for (int size : new int[] {-1, Integer.MAX_VALUE, 1 << 24}) {
            bytes.putInt(inode + 8, size);
            refused("");
        }
        bytes.putInt(inode + 8, good);
        bytes.putInt(inode(L) + 8, 5000);
        refused("");
        bytes.putInt(root + 8, Integer.MAX_VALUE);
        refused("directories have more than");
    }

    @Test
    void attributesThatOverrunTheImageOrTheirAreaAreRefused() throws IOException {
        int inode = inode(F);
        bytes.putShort(inode + 2, (short) 0xffff);
        refused("");
        bytes.putShort(inode + 2, (short) 2);
        bytes.put(inode + 32 + 4, (byte) 0xff); // shared attributes
        refused("shared attributes overrun their area");
    }

    @Test
    void aSuperblockThatPromisesMoreThanThereIsIsRefused() throws IOException {
        bytes.putInt(SUPERBLOCK + 36, -1);
        refused("and the file only");
        bytes.putInt(SUPERBLOCK + 36, 1);
        refused("");
        bytes.put(SUPERBLOCK + 12, (byte) 63);
        refused("block size is 2^63");
    }
}
