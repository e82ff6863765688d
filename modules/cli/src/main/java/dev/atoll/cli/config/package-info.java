/** {@code atoll config}: node configurations, without a node. */
@NullMarked
package dev.atoll.cli.config;

import org.jspecify.annotations.NullMarked;
