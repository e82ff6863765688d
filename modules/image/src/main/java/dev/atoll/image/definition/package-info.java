/**
 * The two documents an image is made of: the definition, written by people ({@code image.yaml}), and the lock, written
 * by the resolver ({@code image.lock}, JSON).
 *
 * <p>The records are the schema: component names are the keys, their annotations the rules and the documentation.
 * {@link dev.atoll.image.definition.DefinitionReader} adds what a schema cannot say: the files a definition names exist,
 * names are unique, parts agree. A definition names no host: where packages are fetched from is the user's setting, and
 * the lock pins paths and digests only.
 *
 * <p>Package names and version constraints follow Debian Policy 5.6.1 and 7.1, unit names {@code systemd.unit(5)}.
 */
@NullMarked
package dev.atoll.image.definition;

import org.jspecify.annotations.NullMarked;
