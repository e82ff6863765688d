/**
 * What the scripts of packages would have done, as declared effects on the tree.
 *
 * <p>No script is ever run. {@link dev.atoll.image.effect.PackageEffects} reads the reviewed effects of single packages
 * ({@code distro/effects}); the other classes are the steps that many packages share. {@link
 * dev.atoll.image.effect.ScriptReview} says for every script what stands in for it.
 */
@NullMarked
package dev.atoll.image.effect;

import org.jspecify.annotations.NullMarked;
