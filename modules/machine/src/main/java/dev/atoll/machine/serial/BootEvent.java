package dev.atoll.machine.serial;

import java.time.Duration;

/**
 * A phase first seen in a boot.
 *
 * @param boot which boot of the machine: 1 for the first, counted up when the firmware speaks again
 * @param phase what was reached
 * @param since time since the log was first followed
 * @param line the line that told
 */
public record BootEvent(int boot, BootPhase phase, Duration since, String line) {}
