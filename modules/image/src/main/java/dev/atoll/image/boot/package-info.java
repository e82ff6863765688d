/** What the firmware starts: the unified kernel image and the EFI system partition. */
@NullMarked
package dev.atoll.image.boot;

import org.jspecify.annotations.NullMarked;
