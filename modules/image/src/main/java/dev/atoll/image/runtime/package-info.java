/**
 * The image's own Java runtime and the programs of Atoll that run on it.
 *
 * <p>{@link dev.atoll.image.runtime.JavaRuntime} takes the modules of a JDK ({@code jmods}, JEP 261) for the image's
 * architecture out of a package that is not part of the image, and links them with {@code jlink} (JEP 282), which is a
 * Java program that runs in this JVM and links for any architecture. What comes out, without what only developers use,
 * is kept in the store under what it was made of, and laid at {@code /usr/lib/atoll/java}. The libraries that its native
 * parts are linked with (ELF, System V ABI) must be in the image. {@link dev.atoll.image.runtime.ClassPath} finds the jars
 * of this very Atoll for {@code /usr/lib/atoll/PROGRAM}: there are no modules of our own (ADR 0012), so they lie on a class
 * path.
 */
@NullMarked
package dev.atoll.image.runtime;

import org.jspecify.annotations.NullMarked;
