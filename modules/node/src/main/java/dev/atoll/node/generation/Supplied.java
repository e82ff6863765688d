package dev.atoll.node.generation;

import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.node.foreign.NodeYaml;
import dev.atoll.node.render.Rendering;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A configuration as it was read, with all that it includes.
 *
 * @param rendering what it becomes
 * @param disks that it wants
 * @param text to keep: one that was joined stays whole, since what it was made of may be gone when somebody looks
 * @param digest SHA-256 of the text that was asked for
 * @param fetched digests of what was brought for it
 */
record Supplied(Rendering rendering, List<DataDisk> disks, String text, String digest, Set<String> fetched) {
    static Supplied of(Request request, Supplies.Reading reading) {
        byte[] bytes = request.text().bytes();
        NodeConfig config = reading.config().value();
        String text = reading.joined() ? NodeYaml.write(config) : new String(bytes, StandardCharsets.UTF_8);
        Set<String> fetched = new TreeSet<>(reading.documents());
        fetched.addAll(Supplies.digests(config));
        return new Supplied(
                Rendering.of(config), config.disks(), text, Digest.of(bytes).hex(), fetched);
    }
}
