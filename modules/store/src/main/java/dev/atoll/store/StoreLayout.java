package dev.atoll.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where everything of a store lies below its root. */
record StoreLayout(Path root) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");
    private static final int FANOUT = 2;

    Path objects() {
        return root.resolve("sha256");
    }

    Path object(Digest digest) {
        return objects()
                .resolve(digest.hex().substring(0, FANOUT))
                .resolve(digest.hex().substring(FANOUT));
    }

    /** The digest that a path below {@link #objects()} is the object of, if it is one's. */
    Optional<Digest> digest(Path object) {
        Path name = objects().relativize(object);
        try {
            return name.getNameCount() == 2
                    ? Optional.of(new Digest(
                            name.getName(0).toString() + name.getName(1).toString()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Path caches() {
        return root.resolve("cache");
    }

    Path cache(String kind, String key) {
        return below(caches(), kind, key);
    }

    Path notes() {
        return root.resolve("notes");
    }

    Path note(String kind, String key) {
        return below(notes(), kind, key);
    }

    Path parts() {
        return root.resolve("parts");
    }

    Path part(Digest digest) {
        return parts().resolve(digest.hex() + ".part");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path leases() {
        return root.resolve("leases");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    Path gate() {
        return root.resolve("gate");
    }

    /** How leases name a file: its path below the root. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    private static Path below(Path directory, String kind, String key) {
        if (!WORD.matcher(kind).matches() || !WORD.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key: " + kind + "/" + key);
        }
        return directory.resolve(kind).resolve(key);
    }
}
