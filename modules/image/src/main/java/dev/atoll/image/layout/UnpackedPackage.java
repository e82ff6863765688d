package dev.atoll.image.layout;

import dev.atoll.packages.Package;
import dev.atoll.packages.payload.Payload;

/**
 * A package together with what is in it.
 *
 * @param entry what the repository says of it
 * @param payload its files, and its scripts as data
 */
public record UnpackedPackage(Package entry, Payload payload) {}
