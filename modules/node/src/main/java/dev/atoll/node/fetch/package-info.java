/**
 * What a configuration names and does not hold: files by URL and archives of container images. They are fetched over HTTP (RFC
 * 9110) or taken from a file, into a content store below {@code /var/lib/atoll}, and exist for the rest only after their
 * SHA-256 was verified. {@link dev.atoll.node.fetch.FetchedFiles} keeps them.
 */
@NullMarked
package dev.atoll.node.fetch;

import org.jspecify.annotations.NullMarked;
