/**
 * The {@code atoll} command: one class a command; what they do lives in the other modules.
 *
 * <p>Conventions all commands keep. Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted. Results go to
 * standard output, progress and problems to standard error. {@code --json} makes standard output one JSON document,
 * {@code {"ok": …, "problems": […]}} with the command's own keys beside these, also when the command fails. Colours
 * only on a terminal and without {@code NO_COLOR} (no-color.org). Stack traces only with {@code --debug}.
 *
 * <p>A group of commands is a package ({@code dev.atoll.cli.image}). A command class holds options and a {@code call};
 * it takes a {@link dev.atoll.cli.command.Session} in its constructor, and heavy classes are named only inside {@code call}, so
 * that {@code --help} stays cheap.
 */
@NullMarked
package dev.atoll.cli;

import org.jspecify.annotations.NullMarked;
