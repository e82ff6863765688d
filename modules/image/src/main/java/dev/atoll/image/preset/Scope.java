package dev.atoll.image.preset;

import java.util.List;

/**
 * Whose units: those of the system's manager, or those of every user's.
 *
 * @param config where links that enable units go
 * @param vendor where packages put units, the first that has a name decides, after {@code config}
 * @param presets where preset files go
 */
record Scope(String config, List<String> vendor, String presets) {
    static final Scope SYSTEM = new Scope(
            "etc/systemd/system",
            List.of("usr/local/lib/systemd/system", "usr/lib/systemd/system"),
            "usr/lib/systemd/system-preset");
    static final Scope USER = new Scope(
            "etc/systemd/user",
            List.of(
                    "usr/local/share/systemd/user",
                    "usr/share/systemd/user",
                    "usr/local/lib/systemd/user",
                    "usr/lib/systemd/user"),
            "usr/lib/systemd/user-preset");

    Scope {
        vendor = List.copyOf(vendor);
    }
}
