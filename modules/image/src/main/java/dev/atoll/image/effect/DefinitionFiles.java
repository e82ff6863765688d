package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.FileEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lays the files of the definition over the packages' tree. Modes come from the definition only, never from the
 * builder's disk: a checkout's umask must not reach the image.
 */
public final class DefinitionFiles {
    private final Path base;
    private final FileTree tree;
    private final long date;

    private DefinitionFiles(Path base, FileTree tree, long date) {
        this.base = base;
        this.tree = tree;
        this.date = date;
    }

    /**
     * Puts every entry at its place, owned by root for now.
     *
     * @param base the directory that {@code from:} is relative to
     */
    public static void layOut(List<FileEntry> entries, Path base, FileTree tree, long date) {
        DefinitionFiles files = new DefinitionFiles(base, tree, date);
        entries.forEach(files::put);
    }

    /** Gives the entries their owners, now that the accounts are in the tree. */
    public static void setOwners(List<FileEntry> entries, FileTree tree, AccountIds ids) {
        for (FileEntry entry : entries) {
            if (!entry.owner().equals("root") || !entry.group().equals("root")) {
                tree.change(
                        TreePath.of(entry.path()),
                        old -> old.withOwner(ids.user(entry.owner()), ids.group(entry.group())));
            }
        }
    }

    private void put(FileEntry entry) {
        String path = TreePath.of(entry.path());
        switch (entry.contents()) {
            case FileEntry.Contents.Text text -> putFile(path, Content.of(text.text()), entry.modeOr(0644));
            case FileEntry.Contents.Link link ->
                place(path, new Node.Symlink(Metadata.root(0777, date), link.target()));
            case FileEntry.Contents.From from -> copy(path, base.resolve(from.file()), entry.modeOr(0644));
            case FileEntry.Contents.Directory directory ->
                place(path, new Node.Directory(Metadata.root(entry.modeOr(0755), date)));
        }
    }

    private void copy(String path, Path source, int fileMode) {
        try {
            if (!Files.isDirectory(source)) {
                putFile(path, Content.of(Files.readAllBytes(source)), fileMode);
                return;
            }
            try (Stream<Path> below = Files.walk(source)) {
                for (Path file : below.sorted().toList()) {
                    String relative = source.relativize(file).toString().replace('\\', '/');
                    String target = relative.isEmpty() ? path : TreePath.join(path, relative);
                    if (Files.isSymbolicLink(file)) {
                        place(
                                target,
                                new Node.Symlink(
                                        Metadata.root(0777, date),
                                        Files.readSymbolicLink(file).toString()));
                    } else if (Files.isDirectory(file)) {
                        tree.mkdirs(target, Metadata.root(0755, date));
                    } else {
                        putFile(target, Content.of(Files.readAllBytes(file)), fileMode);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
    }

    private void putFile(String path, Content content, int mode) {
        place(path, new Node.File(Metadata.root(mode, date), content));
    }

    private void place(String path, Node node) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, date));
        tree.put(path, node);
    }
}
