/**
 * Strict documents: YAML and JSON bound to records, every value with its place, every mistake a {@link
 * dev.atoll.document.Problem}, all of them reported at once.
 *
 * <p>YAML is version 1.2 with the core schema (chapter 10.3 of its specification), without tags; JSON (RFC 8259) is
 * read as the subset of YAML that it is. Documents are at most one mebibyte of UTF-8, nested at most 64 levels, and
 * aliases count with all they stand for, so a hostile document costs no more than a large one.
 *
 * <p>{@link dev.atoll.document.Documents} is the door. Records describe the format: component names are the keys,
 * annotations add what types cannot say, and the record's own constructor has the last word.
 */
@NullMarked
package dev.atoll.document;

import org.jspecify.annotations.NullMarked;
