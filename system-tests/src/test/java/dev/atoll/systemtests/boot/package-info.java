/** Journeys on booted machines: what an image promises, seen from inside the guest and on its console. */
@NullMarked
package dev.atoll.systemtests.boot;

import org.jspecify.annotations.NullMarked;
