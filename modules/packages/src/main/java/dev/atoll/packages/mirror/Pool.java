package dev.atoll.packages.mirror;

import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Puts packages where a repository has them: as further names of the store's files, or copies where that cannot be. */
final class Pool {
    private static final String READABLE = "rw-r--r--";

    private Pool() {}

    /**
     * Puts one there, unless it is.
     *
     * @throws MalformedPackageException if it is copied and its bytes are not what they should be
     */
    static void place(StoredPackage file, Path target) throws IOException {
        if (isThere(file, target)) {
            return;
        }
        Trees.directories(target.resolveSibling("."));
        Path beside = target.resolveSibling("." + target.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try {
            if (!link(file.file(), beside)) {
                copy(file, beside);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static boolean isThere(StoredPackage file, Path target) throws IOException {
        if (!Files.isRegularFile(target) || Files.size(target) != file.size()) {
            return false;
        }
        return Files.isSameFile(target, file.file()) || digest(target).equals(file.digest());
    }

    /** Whether a second name could be made that a web server may read. */
    private static boolean link(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
            Files.setPosixFilePermissions(name, PosixFilePermissions.fromString(READABLE));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            Files.deleteIfExists(name); // another file system, or another owner
            return false;
        }
    }

    private static void copy(StoredPackage file, Path target) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = Files.newInputStream(file.file());
                OutputStream out = new DigestOutputStream(Files.newOutputStream(target), hash)) {
            in.transferTo(out);
        }
        Digest found = Digest.finish(hash);
        if (!found.equals(file.digest())) {
            throw new MalformedPackageException(
                    file.file().toString(), "", "its bytes have SHA-256 " + found + ", not " + file.digest());
        }
        Trees.readable(target);
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        }
        return Digest.finish(hash);
    }
}
