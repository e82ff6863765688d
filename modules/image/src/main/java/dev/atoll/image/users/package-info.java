/**
 * System users and groups of an image, with numbers that never depend on what else is in it.
 *
 * <p>{@link dev.atoll.image.users.Sysusers} applies the sysusers.d(5) files of a tree on Debian's base users
 * ({@code usr/share/base-passwd}) and writes {@code etc/passwd}, {@code group}, {@code shadow} and {@code gshadow} as
 * {@code systemd-sysusers --root} of systemd 257 does, with one difference: no number is ever allocated. It comes from
 * the {@link dev.atoll.image.users.UserRegistry} or from the line itself, since {@code /var} outlives images and its
 * files belong to numbers. Who has none is reported, all at once, with a free number.
 */
@NullMarked
package dev.atoll.image.users;

import org.jspecify.annotations.NullMarked;
