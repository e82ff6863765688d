/**
 * The PAM stacks that all services include, {@code /etc/pam.d/common-*}, made of the profiles that packages bring.
 *
 * <p>Follows pam-auth-update(8) of Debian's libpam-runtime 1.7 at a first installation without questions: every profile
 * in {@code /usr/share/pam-configs} that is on by default, by priority, laid into the templates of
 * {@code /usr/share/pam}. The state that the tool keeps in {@code /var/lib/pam} is not written: an image's stacks change
 * with the image.
 */
@NullMarked
package dev.atoll.image.pam;

import org.jspecify.annotations.NullMarked;
