/**
 * Generations of a node: states of {@code /etc} that were made from configurations, kept below {@code /var/lib/atoll}, one of
 * them chosen by a link that is renamed at once. {@link dev.atoll.node.generation.Generations} keeps them, {@link
 * dev.atoll.node.generation.Stage} makes a new one, {@link dev.atoll.node.generation.EtcSwitch} puts one in place.
 *
 * <p>A generation's {@code etc} is the upper layer of an overlay over the image's, as the kernel writes it: what is removed
 * is a character device 0:0. At boot the initrd mounts it between the image and a layer in memory; so what lies in that
 * layer is what was changed by hand.
 */
@NullMarked
package dev.atoll.node.generation;

import org.jspecify.annotations.NullMarked;
