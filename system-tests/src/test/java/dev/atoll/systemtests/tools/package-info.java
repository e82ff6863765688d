/** The reference tools of {@code atoll tools}, each on a task of its own as a user without privileges. */
@NullMarked
package dev.atoll.systemtests.tools;

import org.jspecify.annotations.NullMarked;
