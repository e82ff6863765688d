/**
 * Strict documents: YAML and JSON bound to records, every value with its place, every mistake a {@link
 * dev.atoll.document.Problem}, all of them reported at once.
 */
@NullMarked
package dev.atoll.document;

import org.jspecify.annotations.NullMarked;
