package dev.atoll.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store holds at a moment; others may add and remove meanwhile.
 *
 * @param files by path
 * @param inUse how many of them live processes use
 */
public record StoreContents(List<StoredFile> files, int inUse) {
    private static final int DIGITS = 64;

    public StoreContents {
        files = List.copyOf(files);
    }

    /**
     * Looks at every file.
     *
     * @throws StoreException if the disk fails
     */
    public static StoreContents of(ContentStore store) {
        StoreLayout layout = store.layout();
        List<StoredFile> files = new ArrayList<>();
        try {
            Listing listing = new Listing(layout, files);
            for (Path top : List.of(layout.objects(), layout.caches(), layout.parts(), layout.quarantine())) {
                if (Files.isDirectory(top)) {
                    Files.walkFileTree(top, listing);
                }
            }
            files.sort(Comparator.comparing(StoredFile::path));
            int[] inUse = {0};
            store.gate().pass(() -> {
                Set<String> used = Lease.inUse(layout);
                inUse[0] = (int) files.stream()
                        .filter(file -> used.contains(layout.name(file.path())))
                        .count();
            });
            return new StoreContents(files, inUse[0]);
        } catch (IOException e) {
            throw StoreException.of("look through the store", layout.root(), e);
        }
    }

    /** Objects only. */
    public List<StoredFile> objects() {
        return files.stream()
                .filter(file -> file.kind() == StoredFile.Kind.OBJECT)
                .toList();
    }

    private static final class Listing extends SimpleFileVisitor<Path> {
        private final StoreLayout layout;
        private final List<StoredFile> files;

        Listing(StoreLayout layout, List<StoredFile> files) {
            this.layout = layout;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                add(path, attributes);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
            if (Files.notExists(path)) {
                return FileVisitResult.CONTINUE; // removed meanwhile
            }
            throw failure;
        }

        private void add(Path path, BasicFileAttributes attributes) {
            String name = String.valueOf(path.getFileName());
            if (path.startsWith(layout.objects())) {
                layout.digest(path)
                        .ifPresent(digest -> add(StoredFile.Kind.OBJECT, "", Optional.of(digest), path, attributes));
            } else if (path.startsWith(layout.caches())) {
                String group = String.valueOf(layout.caches().relativize(path).getName(0));
                add(StoredFile.Kind.DERIVED, group, digest(name), path, attributes);
            } else if (path.startsWith(layout.parts())) {
                add(StoredFile.Kind.PART, "", digest(name), path, attributes);
            } else {
                add(StoredFile.Kind.QUARANTINED, "", Optional.empty(), path, attributes);
            }
        }

        private void add(
                StoredFile.Kind kind, String group, Optional<Digest> digest, Path path, BasicFileAttributes found) {
            files.add(new StoredFile(
                    kind,
                    group,
                    digest,
                    path,
                    found.size(),
                    found.lastModifiedTime().toInstant()));
        }

        private static Optional<Digest> digest(String name) {
            try {
                return name.length() < DIGITS ? Optional.empty() : Optional.of(new Digest(name.substring(0, DIGITS)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
