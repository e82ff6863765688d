/** What programs on the node print, so that foreign text among it cannot command a terminal: {@link dev.atoll.node.output.Output}. */
@NullMarked
package dev.atoll.node.output;

import org.jspecify.annotations.NullMarked;
