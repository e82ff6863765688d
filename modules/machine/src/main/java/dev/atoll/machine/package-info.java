/** Virtual machines: starts images on QEMU under UEFI Secure Boot, follows their boot and stops them. */
@NullMarked
package dev.atoll.machine;

import org.jspecify.annotations.NullMarked;
