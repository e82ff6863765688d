/**
 * What a node asks of Linux: commands, mounts, owners and modes of files. Needs the rights for it; nothing here decides
 * anything.
 */
@NullMarked
package dev.atoll.node.linux;

import org.jspecify.annotations.NullMarked;
