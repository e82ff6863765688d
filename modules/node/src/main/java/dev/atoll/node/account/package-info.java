/**
 * The accounts of a node: those of its image and those of its configuration, in the files that passwd(5), group(5),
 * shadow(5) and gshadow(5) describe. {@link dev.atoll.node.account.Accounts#merge} is the door.
 *
 * <p>Files in {@code /var} belong to numbers and outlive images and generations. So a number that a name once had on a node
 * stays its own ({@link dev.atoll.node.account.KnownIds}), and is never given to another.
 */
@NullMarked
package dev.atoll.node.account;

import org.jspecify.annotations.NullMarked;
