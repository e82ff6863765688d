/**
 * Reads node configurations and finds what is wrong with them: {@link dev.atoll.node.check.NodeConfigReader} is the door.
 *
 * <p>All problems of a document are reported at once, each with its place. What depends on the image, such as the groups it
 * has, is found on the node before anything is changed.
 */
@NullMarked
package dev.atoll.node.check;

import org.jspecify.annotations.NullMarked;
