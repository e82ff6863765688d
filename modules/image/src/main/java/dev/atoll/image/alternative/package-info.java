/**
 * Alternatives: one name for what several packages offer, {@code /usr/bin/awk} for mawk or gawk.
 *
 * <p>Follows update-alternatives(1) of dpkg in automatic mode: the choice of the highest priority wins, the link leads
 * through {@code /etc/alternatives}, and followers (its "slaves") come from the winner alone. Choices come from the
 * literal {@code update-alternatives --install} calls of packages' scripts and from declared effects. The database of the
 * tool, {@code /var/lib/dpkg/alternatives}, is not written: nothing in an image changes a choice.
 */
@NullMarked
package dev.atoll.image.alternative;

import org.jspecify.annotations.NullMarked;
