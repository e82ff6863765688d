package dev.atoll.node.generation;

import dev.atoll.node.linux.Owned;
import dev.atoll.node.render.Entry;
import dev.atoll.node.render.EntryContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Writes entries of a rendering: those below {@code /etc} on the stage, those below {@code /var} beside it. */
final class EtcWriter {
    private final Path root;
    private final Path var;
    private final Owners owners;
    private final Function<String, Path> fetched;
    private final TreeMap<Path, Entry> directories = new TreeMap<>();
    private final TreeSet<String> varPaths = new TreeSet<>();

    EtcWriter(Path root, Path var, Owners owners, Function<String, Path> fetched) {
        this.root = root;
        this.var = var;
        this.owners = owners;
        this.fetched = fetched;
    }

    void write(String path, Entry entry) {
        boolean state = path.startsWith("/var/");
        Path target = state ? var.resolve(path.substring("/var/".length())) : root.resolve(path.substring(1));
        try {
            parents(above(target), path);
            write(path, target, entry);
            if (state) {
                varPaths.add(path.substring("/var/".length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Directories are made without following links: a link on the way would lead out of the stage. */
    private void parents(Path directory, String path) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new StageException(path + " lies below something of the image that is no directory");
        }
        parents(above(directory), path);
        Files.createDirectory(directory);
        Owned.set(directory, 0, 0, 0755);
    }

    private static Path above(Path path) {
        return path.resolveSibling("").normalize();
    }

    private void write(String path, Path target, Entry entry) throws IOException {
        boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                && !(entry.content() instanceof EntryContent.Directory)) {
            throw new StageException(path + " is a directory of the image");
        }
        switch (entry.content()) {
            case EntryContent.Directory() -> {
                if (there && !Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw new StageException(path + " is a file of the image");
                }
                if (!there) {
                    Files.createDirectory(target);
                }
                directories.put(target, entry);
                return;
            }
            case EntryContent.Appended(String text) -> {
                String old = there ? Files.readString(target, StandardCharsets.UTF_8) : "";
                replace(target, old.isEmpty() || old.endsWith("\n") ? old + text : old + "\n" + text);
                return;
            }
            case EntryContent.Text(String text) -> {
                Files.deleteIfExists(target);
                Files.writeString(target, text, StandardCharsets.UTF_8);
            }
            case EntryContent.Fetched(String _, String sha256) ->
                Files.copy(fetched.apply(sha256), target, StandardCopyOption.REPLACE_EXISTING);
            case EntryContent.Link(String link) -> {
                Files.deleteIfExists(target);
                Files.createSymbolicLink(target, Path.of(link));
            }
        }
        Owned.set(target, owners.user(entry.owner(), path), owners.group(entry.group(), path), entry.mode());
    }

    /** What it wrote of {@code /var}. */
    VarFiles varFiles() {
        return new VarFiles(var, varPaths);
    }

    /** Directories last: what is written into them needs to be possible until then. */
    void finish() throws IOException {
        for (Map.Entry<Path, Entry> it : directories.descendingMap().entrySet()) {
            Entry entry = it.getValue();
            String path = it.getKey().toString();
            Owned.set(it.getKey(), owners.user(entry.owner(), path), owners.group(entry.group(), path), entry.mode());
        }
    }

    /** Gives a file other contents, owner and mode staying. */
    static void replace(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            Owned.set(file, 0, 0, 0644);
            return;
        }
        // A file that is only opened to be written would be copied into the generation.
        if (!Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        }
    }
}
