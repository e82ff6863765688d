/**
 * A node as a virtual machine of Azure: what the platform says of it, and how it is told that the machine is ready.
 *
 * <p>The provisioning media holds {@code ovf-env.xml}, an environment document of the Open Virtualization Format
 * (DSP0243) with a section of the platform's own: {@link dev.atoll.node.azure.OvfEnvironment}. The Instance Metadata
 * Service has the same and user data as JSON: {@link dev.atoll.node.azure.MetadataService}. The fabric learns by a
 * health report for the goal state that it gave: {@link dev.atoll.node.azure.WireServer}. Both are asked past all proxies.
 * The rules are those that Azure documents for images without an agent of its own.
 */
@NullMarked
package dev.atoll.node.azure;

import org.jspecify.annotations.NullMarked;
