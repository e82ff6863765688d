package dev.atoll.disk.tree;

/**
 * One inode. A {@link File} that stands at several paths of a tree is one inode with several hard links: identity, not
 * equality, decides.
 */
public sealed interface Node {

    Metadata metadata();

    /** The same inode with other metadata. */
    Node with(Metadata metadata);

    /** A directory; its entries are the tree's. */
    record Directory(Metadata metadata) implements Node {
        @Override
        public Directory with(Metadata newMetadata) {
            return new Directory(newMetadata);
        }
    }

    /** A regular file; a class and not a record because its identity is what hard links share. */
    final class File implements Node {
        private final Metadata metadata;
        private final Content content;

        public File(Metadata metadata, Content content) {
            this.metadata = metadata;
            this.content = content;
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        public Content content() {
            return content;
        }

        @Override
        public File with(Metadata newMetadata) {
            return new File(newMetadata, content);
        }
    }

    /** A symbolic link; {@code target} is kept as it is written. */
    record Symlink(Metadata metadata, String target) implements Node {
        public Symlink {
            if (target.isEmpty() || target.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("bad symbolic link target");
            }
        }

        @Override
        public Symlink with(Metadata newMetadata) {
            return new Symlink(newMetadata, target);
        }
    }

    /** A device node, FIFO or socket; {@code major} and {@code minor} are 0 for the last two. */
    record Special(Metadata metadata, Kind kind, int major, int minor) implements Node {
        @Override
        public Special with(Metadata newMetadata) {
            return new Special(newMetadata, kind, major, minor);
        }
    }

    /** The kinds of {@link Special}. */
    enum Kind {
        CHARACTER,
        BLOCK,
        FIFO,
        SOCKET
    }
}
