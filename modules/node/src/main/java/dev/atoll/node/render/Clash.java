package dev.atoll.node.render;

/**
 * Two parts of a configuration that want one path.
 *
 * @param path below the root
 * @param first the key that has it
 * @param second the key that wants it too
 */
public record Clash(String path, String first, String second) {}
