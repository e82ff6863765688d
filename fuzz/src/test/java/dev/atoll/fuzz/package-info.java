/**
 * What every fuzz target shares: the contract that parsers of foreign bytes keep, and its judge.
 *
 * <p>A target is a class in the package of its parser, so that it reaches what is package-private, with one method
 * {@code readsOrRefuses}. Its corpus lies beside it in the resources, made by {@code fuzz/make-seeds}; each fault that was
 * found stays there as {@code crash-WHAT}. Surefire replays the corpus, {@code fuzz/run} mutates it, guided by coverage.
 */
@NullMarked
package dev.atoll.fuzz;

import org.jspecify.annotations.NullMarked;
