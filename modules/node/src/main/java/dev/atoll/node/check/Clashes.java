package dev.atoll.node.check;

import dev.atoll.document.Places;
import dev.atoll.document.Report;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.render.Clash;
import dev.atoll.node.render.Entry;
import dev.atoll.node.render.EntryContent;
import dev.atoll.node.render.Rendering;
import java.util.Map;

/** Paths that two parts of a configuration want. */
final class Clashes {
    private Clashes() {}

    static void check(NodeConfig config, Places places, Report report) {
        Rendering rendering = Rendering.of(config);
        for (Clash clash : rendering.clashes()) {
            report.add(
                    places.of(clash.second()),
                    "clash",
                    clash.second() + " makes " + clash.path() + ", as " + clash.first() + " does",
                    "remove one of them");
        }
        for (Map.Entry<String, Entry> entry : rendering.entries().entrySet()) {
            String path = entry.getKey();
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                Entry above = rendering.entries().get(path.substring(0, slash));
                if (above != null && !(above.content() instanceof EntryContent.Directory)) {
                    String message = path + " lies below " + path.substring(0, slash) + ", which is no directory";
                    report.add(places.of(entry.getValue().origin()), "below-file", message, "rename one of them");
                    break;
                }
            }
        }
    }
}
