/**
 * Maintainer scripts as text: which commands of a {@code preinst} or {@code postinst} a first installation would run.
 *
 * <p>Nothing is executed. {@link dev.atoll.image.script.ScriptOutline} follows the few forms of POSIX shell (XCU 2) that
 * decide about the arguments dpkg gives ({@code if [ "$1" = configure ]}, {@code case "$1" in}, comparisons of the
 * version that was configured before, which is none; Debian Policy 6.5) and drops what cannot run. Whatever it does not
 * understand stays, so that somebody has to read it: a script with here-documents, {@code shift} or quotes over several
 * lines stays whole. Functions count where they are called.
 */
@NullMarked
package dev.atoll.image.script;

import org.jspecify.annotations.NullMarked;
