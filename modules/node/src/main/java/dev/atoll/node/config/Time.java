package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * Where the time comes from.
 *
 * @param zone that times are shown in, by default UTC
 * @param servers asked for the time, by default those of the image
 */
public record Time(
        @Doc("zone that times are shown in, by default UTC")
        @Matches(value = "[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}", says = "a zone such as Europe/Berlin")
        Optional<String> zone,

        @Doc("servers asked for the time (NTP), by default those of the image")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.ADDRESS + "|" + Syntax.HOST, says = "a host or an address")
        List<String> servers) {
    /** As the image has it. */
    public static final Time OF_THE_IMAGE = new Time(Optional.empty(), List.of());

    public Time {
        servers = List.copyOf(servers);
    }
}
