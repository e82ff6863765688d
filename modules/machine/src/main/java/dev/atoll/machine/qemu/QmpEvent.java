package dev.atoll.machine.qemu;

import tools.jackson.databind.JsonNode;

/**
 * Something QEMU reports by itself.
 *
 * @param name {@code SHUTDOWN}, {@code RESET}, {@code GUEST_PANICKED}, {@code WATCHDOG} …
 * @param data its details; an empty object if it has none
 */
public record QmpEvent(String name, JsonNode data) {
    /** Whether the guest caused it (a reset or shutdown of its own, not one asked for here). */
    public boolean byGuest() {
        return data.path("guest").asBoolean(false);
    }
}
