/**
 * The Java runtime of an image, linked and started: what {@code dev.atoll.image.runtime} makes of the JDK that Debian
 * packages today, for both architectures.
 */
@NullMarked
package dev.atoll.systemtests.runtime;

import org.jspecify.annotations.NullMarked;
