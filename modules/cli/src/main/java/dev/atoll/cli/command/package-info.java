/**
 * What commands are given and build on: the {@link dev.atoll.cli.command.Session}, shared options, where things of the
 * user are, and how to fail.
 */
@NullMarked
package dev.atoll.cli.command;

import org.jspecify.annotations.NullMarked;
