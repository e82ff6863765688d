package dev.atoll.node.report;

import dev.atoll.node.config.Report;

/**
 * A report and who is to get it. Secrets are only named.
 *
 * @param to who gets it
 * @param report what is told
 */
public record Outgoing(Report to, NodeReport report) {}
