/**
 * Benchmarks of kernels, run by JMH ({@code bench/kernels}), and programs that do one step of a build alone, so that
 * {@code bench/compare} can measure them beside other tools that do the same.
 */
@NullMarked
package dev.atoll.bench;

import org.jspecify.annotations.NullMarked;
