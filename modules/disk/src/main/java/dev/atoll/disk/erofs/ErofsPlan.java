package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.BLOCK;
import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_OFFSET;
import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_SIZE;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of a tree will lie: inodes in tree order directly behind the superblock, then the whole blocks of
 * directories and symbolic links, then the files' blocks in tree order.
 */
final class ErofsPlan {
    private static final long MAX_BLOCKS = 0xffff_ffffL;

    private final ErofsOptions options;
    private final List<PlannedInode> inodes = new ArrayList<>();
    private long metadataBlocks;
    private long blocks;

    private ErofsPlan(ErofsOptions options) {
        this.options = options;
    }

    static ErofsPlan of(FileTree tree, ErofsOptions options) {
        ErofsPlan plan = new ErofsPlan(options);
        plan.gather(tree);
        plan.placeInodes();
        plan.placeBlocks();
        return plan;
    }

    /** Inodes with content in blocks of their own, in the order of these blocks. */
    List<PlannedInode> files() {
        return inodes.stream()
                .filter(inode -> inode.node instanceof Node.File && inode.blocks() > 0)
                .toList();
    }

    /** Size of the image in blocks. */
    long blocks() {
        return blocks;
    }

    private void gather(FileTree tree) {
        Map<String, PlannedInode> directories = new HashMap<>();
        IdentityHashMap<Node.File, PlannedInode> files = new IdentityHashMap<>();
        tree.nodes().forEach((path, node) -> {
            PlannedInode linked = node instanceof Node.File file ? files.get(file) : null;
            PlannedInode inode = linked == null ? add(path, node) : linked;
            if (node instanceof Node.File file && linked == null) {
                files.put(file, inode);
            } else if (linked != null) {
                linked.links++;
            }
            enter(path, inode, directories);
        });
        for (PlannedInode inode : inodes) {
            if (inode.entries != null) {
                inode.entries.arrange();
            }
        }
    }

    private PlannedInode add(String path, Node node) {
        PlannedInode inode = new PlannedInode(path, node, inodes.size() + 1);
        inodes.add(inode);
        return inode;
    }

    private static void enter(String path, PlannedInode inode, Map<String, PlannedInode> directories) {
        @Nullable PlannedInode parent = path.isEmpty() ? inode : directories.get(TreePath.parent(path));
        if (parent == null || parent.entries == null) {
            throw new IllegalStateException("parent of /" + path + " is not a directory");
        }
        if (!path.isEmpty()) {
            parent.entries.add(name(path), inode);
        }
        if (inode.entries != null) {
            directories.put(path, inode);
            inode.entries.add(new byte[] {'.'}, inode);
            inode.entries.add(new byte[] {'.', '.'}, parent);
            parent.links += path.isEmpty() ? 0 : 1;
        }
    }

    private static byte[] name(String path) {
        byte[] name = Names.utf8(path, TreePath.name(path));
        if (name.length > ErofsLayout.MAX_NAME) {
            throw new IllegalArgumentException("name of /" + path + " has " + name.length
                    + " bytes; file systems take at most " + ErofsLayout.MAX_NAME);
        }
        return name;
    }

    /** An inode, its extended attributes and its tail share a block if one can hold them. */
    private void placeInodes() {
        long position = SUPERBLOCK_OFFSET + SUPERBLOCK_SIZE;
        for (PlannedInode inode : inodes) {
            int header = inode.headerSize(options.buildTime());
            int unit = header + inode.xattrs.length;
            int tail = inode.node instanceof Node.File ? 0 : (int) (inode.size() % BLOCK);
            inode.inline = tail > 0 && unit + tail <= BLOCK;
            int together = unit + inode.inlineSize();
            position = ErofsLayout.align(position, ErofsLayout.SLOT);
            if (position % BLOCK + (together <= BLOCK ? together : header) > BLOCK) {
                position = ErofsLayout.align(position, BLOCK);
            }
            inode.position = position;
            position += together;
        }
        blocks = ErofsLayout.align(position, BLOCK) / BLOCK;
    }

    private void placeBlocks() {
        for (PlannedInode inode : inodes) {
            if (!(inode.node instanceof Node.File)) {
                placeBlocks(inode);
            }
        }
        metadataBlocks = blocks;
        for (PlannedInode inode : inodes) {
            if (inode.node instanceof Node.File) {
                placeBlocks(inode);
            }
        }
    }

    private void placeBlocks(PlannedInode inode) {
        long count = inode.blocks();
        if (count > 0) {
            inode.firstBlock = blocks;
            blocks += count;
        }
        if (blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("tree is too big for EROFS: at /" + inode.path + " it passes 16 TiB");
        }
    }

    /** Everything before the first file's content: a whole number of blocks. */
    byte[] metadata() {
        if (metadataBlocks * BLOCK > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("tree has too many files: its metadata passes 2 GiB");
        }
        byte[] bytes = new byte[(int) metadataBlocks * BLOCK];
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (PlannedInode inode : inodes) {
            image.position((int) inode.position);
            inode.put(image, options.buildTime());
            byte[] content = inode.entries == null ? inode.target : inode.entries.encode();
            int outside = content.length - inode.inlineSize();
            image.put(content, outside, inode.inlineSize());
            if (outside > 0) {
                image.put((int) inode.firstBlock * BLOCK, content, 0, outside);
            }
        }
        long root = inodes.getFirst().nid();
        new Superblock((int) root, inodes.size(), options, blocks).put(bytes);
        return bytes;
    }
}
