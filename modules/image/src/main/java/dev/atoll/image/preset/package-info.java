/**
 * Which units of systemd start by themselves: presets and the links that enable, disable and mask units.
 *
 * <p>Follows systemd.preset(5), systemd.unit(5) section "[Install]" and what {@code systemctl --root=DIR preset-all} of
 * systemd 257 does with them. {@link dev.atoll.image.preset.Presets} writes the definition's list as preset files with a
 * closing {@code disable *} and applies them to a tree: links in {@code etc/systemd/system} that enable a unit which is
 * not in the list are removed, also those that a package ships, since the list says it all; what a package enables by
 * links below {@code usr/lib/systemd/system} is no preset's business and stays. Units of users' managers are
 * treated likewise, by a list of their own.
 */
@NullMarked
package dev.atoll.image.preset;

import org.jspecify.annotations.NullMarked;
