package dev.atoll.node.foreign;

import dev.atoll.document.Place;

/**
 * Something of a foreign configuration that the imported one does not have, or has in another way. Holds no values, which
 * may be secrets.
 *
 * @param place where it stands in the foreign one
 * @param path its key, such as {@code storage.files[2].append}; empty for the document itself
 * @param severity how much of it is gone
 * @param what it is
 * @param why it is not carried over as it is
 * @param instead what to do about it
 */
public record Finding(Place place, String path, Severity severity, String what, String why, String instead) {

    /** How much of something is gone. */
    public enum Severity {
        /** All. */
        NOT_CARRIED_OVER,
        /** What it means on a node, in part. */
        CARRIED_OVER_DIFFERENTLY
    }
}
