package dev.atoll.image.depmod;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies directories between trees and the disk of the test, owners aside. */
final class DiskTree {
    private static final Metadata META = Metadata.root(0755, 0);

    private DiskTree() {}

    static FileTree read(Path root) throws IOException {
        FileTree tree = new FileTree(META);
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.skip(1).toList();
        }
        for (Path path : paths) {
            String name = root.relativize(path).toString();
            if (Files.isSymbolicLink(path)) {
                tree.put(
                        name,
                        new Node.Symlink(META, Files.readSymbolicLink(path).toString()));
            } else if (Files.isDirectory(path)) {
                tree.put(name, new Node.Directory(META));
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                tree.put(name, new Node.File(META, Content.of(path, 0, Files.size(path))));
            }
        }
        return tree;
    }

    static void write(FileTree tree, Path root) throws IOException {
        for (var entry : tree.nodes().entrySet()) {
            Path path = root.resolve(entry.getKey());
            switch (entry.getValue()) {
                case Node.Directory d -> Files.createDirectories(path);
                case Node.File file -> Files.write(path, file.content().bytes());
                case Node.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
                case Node.Special s -> throw new IllegalArgumentException("a device in a test tree");
            }
        }
    }
}
