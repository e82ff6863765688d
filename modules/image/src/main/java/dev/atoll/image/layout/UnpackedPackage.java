package dev.atoll.image.layout;

import dev.atoll.packages.payload.Payload;

/**
 * A package together with what is in it.
 *
 * @param name the package's name
 * @param payload its files, and its scripts as data
 */
public record UnpackedPackage(String name, Payload payload) {}
