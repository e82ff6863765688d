/**
 * Chooses the packages of an image: complete, deterministic, and able to say why.
 *
 * <p>A {@link dev.atoll.packages.solver.PackagePool} holds what there is, a {@link dev.atoll.packages.solver.Request}
 * says what is wanted, a {@link dev.atoll.packages.solver.Resolver} answers with a
 * {@link dev.atoll.packages.solver.Resolution}. Relations mean what Debian Policy chapter 7 says: Depends and
 * Pre-Depends must hold, Conflicts and Breaks must not, virtual names are answered by Provides; Recommends are not
 * followed. Architectures live together as deb-control(5) and dpkg have it, versions rank by
 * {@link dev.atoll.packages.solver.Preferences} as in apt_preferences(5), and providers as apt ranks them.
 *
 * <p>Inside, satisfiability and taste are apart. {@code Sat} is conflict-driven clause learning (two watched literals,
 * first unique implication point) that knows nothing of packages; {@code Rulebook} writes a package's rules when that
 * package is first chosen; {@code Policy} orders candidates; {@code Selection} drops what nothing needs; {@code
 * Inquiry} says why a name is in the answer or not. A failure is explained from the proof: the rules used in it, reduced
 * until every one of them is necessary.
 */
@NullMarked
package dev.atoll.packages.solver;

import org.jspecify.annotations.NullMarked;
