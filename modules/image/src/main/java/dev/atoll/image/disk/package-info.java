/** The partitions of the disk image: where they lie, what they are called, and how they grow at first boot. */
@NullMarked
package dev.atoll.image.disk;

import org.jspecify.annotations.NullMarked;
