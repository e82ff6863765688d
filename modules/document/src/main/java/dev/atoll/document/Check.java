package dev.atoll.document;

/**
 * What a reader checks beyond types: files that must exist, names that must be unique. Called for every value of the
 * document that could be bound, inner ones first, also when others could not: so these mistakes appear together with
 * all others. Not called for defaults.
 */
@FunctionalInterface
public interface Check {
    /**
     * Checks one value.
     *
     * @param path where it stands, {@code sources[0].keys[1]}; empty for the document
     * @param value as bound: a record, text, number, enum constant, list or map; an optional's content
     * @param places of all values of the document
     * @param report takes the problems found
     */
    void check(String path, Object value, Places places, Report report);
}
