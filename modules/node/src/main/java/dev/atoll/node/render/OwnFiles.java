package dev.atoll.node.render;

import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.NodeDirectory;
import dev.atoll.node.config.NodeFile;
import dev.atoll.node.config.NodeLink;
import dev.atoll.node.config.Unit;
import java.util.List;
import java.util.Optional;

/** Files, directories, links and units as the configuration writes them. */
final class OwnFiles {
    static final String UNITS = "/etc/systemd/system/";

    private OwnFiles() {}

    static void render(NodeConfig config, Sheet sheet) {
        List<NodeDirectory> directories = config.directories();
        for (int i = 0; i < directories.size(); i++) {
            NodeDirectory it = directories.get(i);
            sheet.put(
                    it.path(),
                    new Entry(
                            new EntryContent.Directory(),
                            mode(it.mode()),
                            it.owner(),
                            it.group(),
                            "directories[" + i + "]"));
        }
        List<NodeFile> files = config.files();
        for (int i = 0; i < files.size(); i++) {
            NodeFile it = files.get(i);
            EntryContent content = it.text()
                    .<EntryContent>map(EntryContent.Text::new)
                    .orElseGet(() -> new EntryContent.Fetched(
                            it.url().orElseThrow(), it.sha256().orElseThrow()));
            sheet.put(it.path(), new Entry(content, mode(it.mode()), it.owner(), it.group(), "files[" + i + "]"));
        }
        List<NodeLink> links = config.links();
        for (int i = 0; i < links.size(); i++) {
            sheet.link(links.get(i).path(), links.get(i).target(), "links[" + i + "]");
        }
        List<Unit> units = config.units();
        for (int i = 0; i < units.size(); i++) {
            unit(units.get(i), "units[" + i + "]", sheet);
        }
    }

    private static void unit(Unit unit, String origin, Sheet sheet) {
        unit.text().ifPresent(text -> sheet.text(UNITS + unit.name(), ended(text), origin));
        if (unit.state().equals(Optional.of(Unit.State.MASKED))) {
            sheet.link(UNITS + unit.name(), "/dev/null", origin);
        }
        List<Unit.DropIn> dropIns = unit.dropIns();
        for (int i = 0; i < dropIns.size(); i++) {
            Unit.DropIn it = dropIns.get(i);
            sheet.text(UNITS + unit.name() + ".d/" + it.name(), ended(it.text()), origin + ".dropIns[" + i + "]");
        }
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static int mode(String octal) {
        return Integer.parseInt(octal, 8);
    }
}
