package dev.atoll.node.delivery;

/**
 * A configuration as it was found.
 *
 * @param source where, for people
 * @param text of the document
 */
public record Delivered(String source, String text) {}
