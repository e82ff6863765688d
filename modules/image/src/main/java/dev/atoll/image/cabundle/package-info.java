/** Scratch. */
@org.jspecify.annotations.NullMarked
package dev.atoll.image.cabundle;
