package dev.atoll.packages.payload;

import dev.atoll.store.Digest;
import java.nio.file.Path;

/**
 * A package's file on disk.
 *
 * @param digest SHA-256 its bytes must have
 * @param path where it is
 */
public record PackageFile(Digest digest, Path path) {}
