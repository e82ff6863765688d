package dev.atoll.node.generation;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.change.PathChange.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A state of {@code /etc}: layers over each other, as the kernel shows them.
 *
 * @param layers the uppermost first, the image's last
 */
public record EtcState(List<Path> layers) {
    /** On a directory that was removed and made again: what lies below it in other layers is not seen. */
    private static final String OPAQUE = "overlay.opaque";

    private static final int FORMAT = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    public EtcState {
        layers = List.copyOf(layers);
    }

    /** What differs between two states of the same image, by path. */
    public static List<PathChange> changes(EtcState before, EtcState after) throws IOException {
        TreeSet<String> paths = new TreeSet<>();
        before.collect(paths);
        after.collect(paths);
        List<PathChange> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<Path> old = before.find(path);
            Optional<Path> now = after.find(path);
            if ((old.isEmpty() && now.isEmpty()) || isSame(old, now)) {
                continue;
            }
            Kind kind = old.isEmpty() ? Kind.ADDED : now.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
            changes.add(new PathChange("/etc/" + path, kind));
        }
        return changes;
    }

    /** The file that stands at a path, relative to {@code /etc}. */
    public Optional<Path> find(String path) {
        for (Path layer : layers) {
            Path at = layer.resolve(path);
            if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return isWhiteout(at) ? Optional.empty() : Optional.of(at);
            }
            if (isHidden(layer, path)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether something on the way is gone in this layer, or made anew, and with it all that other layers have below. */
    private boolean isHidden(Path layer, String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Path above = layer.resolve(path.substring(0, slash));
            if (!Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            if (!Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS) || isOpaque(layer, above)) {
                return true;
            }
        }
        return false;
    }

    /** The image's own layer is no upper one of an overlay. */
    private boolean isOpaque(Path layer, Path directory) {
        return !layer.equals(layers.getLast()) && isOpaque(directory);
    }

    private static boolean isOpaque(Path directory) {
        try {
            return Files.getAttribute(directory, "user:" + OPAQUE) instanceof byte[] value
                    && value.length == 1
                    && value[0] == 'y';
        } catch (IOException | UnsupportedOperationException e) {
            return false; // has no such attribute
        }
    }

    /** Lets what other layers have in a directory be seen again. */
    static void makeTransparent(Path directory) throws IOException {
        if (isOpaque(directory)) {
            Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class)
                    .delete(OPAQUE);
        }
    }

    /** Paths of what is no directory in all layers but the image's. */
    private void collect(TreeSet<String> paths) throws IOException {
        for (Path layer : layers.subList(0, layers.size() - 1)) {
            if (Files.isDirectory(layer)) {
                collect(layer, layer, paths);
            }
        }
    }

    private void collect(Path layer, Path from, TreeSet<String> paths) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (isOpaque(layer, directory)) {
                    for (Path lower : layers.subList(layers.indexOf(layer) + 1, layers.size())) {
                        Path below = lower.resolve(layer.relativize(directory));
                        if (Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
                            collect(lower, below, paths);
                        }
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                paths.add(layer.relativize(file).toString());
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean isWhiteout(Path path) {
        try {
            Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            Object device = Files.getAttribute(path, "unix:rdev", LinkOption.NOFOLLOW_LINKS);
            return mode instanceof Integer bits
                    && (bits & FORMAT) == CHARACTER_DEVICE
                    && device instanceof Long number
                    && number == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSame(Optional<Path> one, Optional<Path> other) throws IOException {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        if (one.equals(other)) {
            return true;
        }
        Path a = one.get();
        Path b = other.get();
        String attributes = "unix:mode,uid,gid";
        if (!Files.readAttributes(a, attributes, LinkOption.NOFOLLOW_LINKS)
                .equals(Files.readAttributes(b, attributes, LinkOption.NOFOLLOW_LINKS))) {
            return false;
        }
        if (Files.isSymbolicLink(a)) {
            return Files.readSymbolicLink(a).equals(Files.readSymbolicLink(b));
        }
        return !Files.isRegularFile(a, LinkOption.NOFOLLOW_LINKS) || Files.mismatch(a, b) < 0;
    }
}
