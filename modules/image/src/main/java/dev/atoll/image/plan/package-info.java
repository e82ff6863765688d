/**
 * From what a definition asks for to exactly which packages: repositories are read and verified, the resolver chooses,
 * and the choice can be pinned in a lock.
 */
@NullMarked
package dev.atoll.image.plan;

import org.jspecify.annotations.NullMarked;
