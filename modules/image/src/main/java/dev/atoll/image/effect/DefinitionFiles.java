package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.FileEntry;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Placement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lays the files of the definition over the packages' tree. Modes come from the definition only, never from the
 * builder's disk: a checkout's umask must not reach the image. Not thread safe.
 */
public final class DefinitionFiles {
    private static final String BY = "files: of the definition";

    private final Path base;
    private final FileTree tree;
    private final Placement placement;
    private final long date;
    /** The entry that each path came from last. */
    private final Map<String, FileEntry> placed = new LinkedHashMap<>();

    private DefinitionFiles(Path base, FileTree tree, long date) {
        this.base = base;
        this.tree = tree;
        this.placement = new Placement(tree, date);
        this.date = date;
    }

    /**
     * Lays out the folders of the definition, then puts every entry at its place, owned by root for now.
     *
     * @param base the directory that {@code from:} is relative to
     * @param date modification time of all of it, seconds since 1970
     * @throws CompositionException if an entry would hide a directory with entries, or lies below a file
     * @throws UncheckedIOException if a file cannot be read
     */
    public static DefinitionFiles layOut(Definition definition, Path base, FileTree tree, long date) {
        List<FileEntry> entries =
                new ArrayList<>(definition.trees().stream().map(FileEntry::tree).toList());
        entries.addAll(definition.files());
        return layOut(entries, base, tree, date);
    }

    /** The same for entries alone. */
    public static DefinitionFiles layOut(List<FileEntry> entries, Path base, FileTree tree, long date) {
        DefinitionFiles files = new DefinitionFiles(base, tree, date);
        entries.forEach(files::put);
        return files;
    }

    /**
     * Gives what was placed its owners, now that the accounts are in the tree; a directory's owner is that of all that
     * was copied with it.
     *
     * @throws CompositionException if there is no such account
     */
    public void setOwners(FileTree finished, AccountIds ids) {
        placed.forEach((path, entry) -> {
            long uid = ids.user(entry.owner());
            long gid = ids.group(entry.group());
            if ((uid != 0 || gid != 0) && finished.contains(path)) {
                finished.change(path, old -> old.withOwner(uid, gid));
            }
        });
    }

    private void put(FileEntry entry) {
        String path = TreePath.of(entry.path());
        switch (entry.contents()) {
            case FileEntry.Contents.Text text ->
                put(path, new Node.File(metadata(entry.modeOr(0644)), Content.of(text.text())), entry);
            case FileEntry.Contents.Link link -> put(path, new Node.Symlink(metadata(0777), link.target()), entry);
            case FileEntry.Contents.From from -> copy(path, base.resolve(from.file()), entry);
            case FileEntry.Contents.Directory d ->
                put(placement.directory(path, BY), new Node.Directory(metadata(entry.modeOr(0755))), entry);
        }
    }

    private void copy(String path, Path source, FileEntry entry) {
        try {
            if (!Files.isDirectory(source)) {
                put(path, file(source, entry), entry);
                return;
            }
            try (Stream<Path> below = Files.walk(source)) {
                for (Path file : below.sorted().toList()) {
                    copyOne(target(path, source, file), file, entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
    }

    private void copyOne(String target, Path file, FileEntry entry) throws IOException {
        if (Files.isSymbolicLink(file)) {
            String link = Files.readSymbolicLink(file).toString();
            put(target, new Node.Symlink(metadata(0777), link), entry);
        } else if (!Files.isDirectory(file)) {
            put(target, file(file, entry), entry);
        } else if (!tree.contains(placement.locate(target, BY))) {
            put(target, new Node.Directory(metadata(0755)), entry);
        } else {
            placement.directory(target, BY);
        }
    }

    private Node.File file(Path file, FileEntry entry) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CompositionException(
                    BY + " copies " + file + ", which is no regular file", "remove it, or take it off the definition");
        }
        return new Node.File(metadata(entry.modeOr(0644)), Content.of(Files.readAllBytes(file)));
    }

    private static String target(String path, Path source, Path file) {
        String target = path;
        for (Path part : source.relativize(file)) {
            target = part.toString().isEmpty() ? target : TreePath.join(target, part.toString());
        }
        return target;
    }

    private void put(String path, Node node, FileEntry entry) {
        placed.put(placement.put(path, node, BY), entry);
    }

    private Metadata metadata(int mode) {
        return Metadata.root(mode, date);
    }
}
