/**
 * Configurations of others become configurations of ours: {@link dev.atoll.node.foreign.ConfigImport} is the door.
 *
 * <p>Read are Ignition's JSON, specification 3.0 to 3.6; Butane's YAML, which is Ignition's model with other names of keys
 * and some conveniences; cloud-init's user-data ({@code #cloud-config}, alone, packed by gzip, or in MIME multipart) and its
 * network configuration, versions 1 and 2.
 *
 * <p>Nothing is lost in silence: a {@link dev.atoll.node.foreign.Cursor} goes over each mapping and makes a {@link
 * dev.atoll.node.foreign.Finding} of each key that nobody asked for. What the rules of our own configurations refuse is left
 * out with a finding too, so the result is always valid. Secrets are never carried over.
 */
@NullMarked
package dev.atoll.node.foreign;

import org.jspecify.annotations.NullMarked;
