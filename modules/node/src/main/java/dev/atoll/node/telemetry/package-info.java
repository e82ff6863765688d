/**
 * The node's journal and measurements, on their way to a collector of OpenTelemetry: {@link
 * dev.atoll.node.telemetry.TelemetryService} is the door.
 *
 * <p>Entries come from {@code journalctl -o json} (systemd.journal-fields(7)), become log records of OpenTelemetry's data
 * model, are batched, and lie in a queue on the disk until the collector answered for them. An entry and its cursor become
 * durable in one write, so a crash at any moment neither loses one nor, but for what was being sent, repeats one. What is
 * sent is OTLP over HTTP in its JSON encoding, by the OpenTelemetry protocol specification 1.9. Names of metrics and
 * attributes are those of OpenTelemetry's semantic conventions where those have one.
 */
@NullMarked
package dev.atoll.node.telemetry;

import org.jspecify.annotations.NullMarked;
