package dev.atoll.image.layout;

/**
 * A place that one package takes from all others, as {@code dpkg-divert} does: what another package brings there goes to
 * another path. Paths are in the tree's form: without a leading slash.
 *
 * @param path the place
 * @param to where other packages' files go
 * @param owner the package whose own file stays at the place
 */
public record Diversion(String path, String to, String owner) {}
