/**
 * What a node fetches, and how it talks to servers: {@link dev.atoll.node.fetch.Http} sends single requests (RFC 9110) with
 * bounds on everything, {@link dev.atoll.node.fetch.Fetcher} brings documents and files and accepts nothing but what has the
 * SHA-256 asked for, {@link dev.atoll.node.fetch.FetchedFiles} keeps them under their digests. {@link
 * dev.atoll.node.fetch.Supplies} brings all that a configuration needs.
 *
 * <p>A server can be slow, silent, lying or redirecting: each transfer has a longest silence, a longest time and a largest
 * size, and a redirection is followed only from https to https of the same host, three times at most.
 */
@NullMarked
package dev.atoll.node.fetch;

import org.jspecify.annotations.NullMarked;
