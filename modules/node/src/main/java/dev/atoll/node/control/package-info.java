/** {@code atollctl}, the command on the node: {@link dev.atoll.node.control.Control} is its main class. */
@NullMarked
package dev.atoll.node.control;

import org.jspecify.annotations.NullMarked;
