package dev.atoll.document;

/**
 * A record and where its values stand in the document it was read from.
 *
 * @param value the record
 * @param places for problems found later
 */
public record Bound<R extends Record>(R value, Places places) {}
