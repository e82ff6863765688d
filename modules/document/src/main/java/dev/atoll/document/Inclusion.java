package dev.atoll.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Joins a document with those that it includes. All of them hold the same record.
 *
 * <p>The including document lies over the included ones by the rules of {@link Layers}, so what it says wins. The included
 * ones lie beside each other: what is the same in two of them counts once, mappings and lists are joined, and what
 * contradicts is a mistake that names both places, unless the including document says it itself. Every value keeps the
 * place in the document that it was written in.
 */
public final class Inclusion {
    private Inclusion() {}

    /**
     * Joins documents that were bound, each by itself.
     *
     * @param key under which the documents list what they include; left out of the result
     * @param above the including document
     * @param included each whole, with all that it includes itself
     * @param check finds what is wrong with the result
     * @throws InvalidDocumentException with all contradictions and all that is wrong with the result
     */
    public static <R extends Record> Bound<R> join(
            Class<R> type, String key, Bound<R> above, List<Bound<R>> included, Check check) {
        Report report = new Report();
        Value.Mapping top = root(above, key);
        Beside beside = new Beside(report, top.place().document());
        Value.Mapping joined = Value.Mapping.of(List.of(), top.place());
        for (Bound<R> document : included) {
            joined = beside.join(joined, root(document, key), Optional.of(top), type, Trail.ROOT);
        }
        Value.Mapping whole = new Overlay(report).join(joined, top, type);
        Places places = new Places(whole);
        Optional<?> value = new Binder(report, places, Optional.of(check), Optional.empty())
                .bind(type, Rules.NONE, whole, Trail.ROOT);
        report.throwIfAny();
        return new Bound<>(type.cast(value.orElseThrow()), places);
    }

    /** A record is always written as a mapping. */
    private static Value.Mapping root(Bound<?> document, String key) {
        return ((Value.Mapping) document.places().root()).without(Set.of(key));
    }
}
