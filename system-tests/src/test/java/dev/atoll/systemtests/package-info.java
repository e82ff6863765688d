/** Whole-system tests: the shape of the code, builds as users run them, and machines that boot. */
@NullMarked
package dev.atoll.systemtests;

import org.jspecify.annotations.NullMarked;
