/** What depends on the guest's architecture: QEMU's program, board, processor and devices of fixed place. */
@NullMarked
package dev.atoll.machine.guest;

import org.jspecify.annotations.NullMarked;
