/**
 * The node configuration: what {@code node.yaml} may say, version 1. One set of records for the {@code atoll} command and
 * for the agent on the node; {@link dev.atoll.node.config.NodeConfigReader} is the door.
 *
 * <p>A key exists only when code acts on it. Records check what a value alone can tell; the reader checks what values
 * tell together: names that are used twice, references to what is not there, two keys that make the same file. Secrets
 * are never in the document: {@link dev.atoll.node.config.Secret} says where they lie.
 */
@NullMarked
package dev.atoll.node.config;

import org.jspecify.annotations.NullMarked;
